//! Templates: checking, rendering, and where their references stand.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use workflow::template::{FaultKind, check, pieces, render};

use crate::arbitrary::value;

fn values() -> Map<String, Value> {
    let values = json!({
        "month": "May",
        "rows_output": {"items": [{"name": "Ä & <b>"}, {"name": "b"}], "n": 2.5, "ok": true, "none": null},
        "rows": [3, 1],
    });
    values.as_object().unwrap().clone()
}

fn check_rendered(text: &str, expected: &str, missing: &[&str]) {
    let rendered = render(text, &values());
    assert_eq!(rendered.fault, None, "{text}");
    assert_eq!(
        (rendered.text.as_str(), rendered.missing.as_slice()),
        (
            expected,
            &missing
                .iter()
                .map(|it| (*it).to_owned())
                .collect::<Vec<_>>()[..]
        ),
        "{text}"
    );
}

#[test]
fn values_are_put_in_as_a_server_does() {
    check_rendered("Invoices of {{ month }}.", "Invoices of May.", &[]);
    check_rendered("{{ rows_output.items[0].name }}", "Ä & <b>", &[]);
    check_rendered(
        "{{ rows_output.ok }} {{ rows_output.none }} {{ rows_output.n }}",
        "True None 2.5",
        &[],
    );
    check_rendered(
        "{{ rows | json }} {{ rows_output.items.0 | json }}",
        r#"[3, 1] {"name": "Ä & <b>"}"#,
        &[],
    );
    check_rendered(
        "{{ rows | tojson }} {{ rows | sort | join(',') }}",
        "[3, 1] 1,3",
        &[],
    );
    check_rendered(
        "{% for row in rows_output['items'] %}{{ loop.index }}{{ row.name.upper()[0] }}{% endfor %}",
        "1Ä2B",
        &[],
    );
    check_rendered(
        "{% if month == 'May' %}yes{% else %}no{% endif %}{# note #}",
        "yes",
        &[],
    );
    check_rendered("no template {", "no template {", &[]);
}

#[test]
fn what_is_missing_is_nothing_and_told() {
    check_rendered(
        "a{{ nobody }}b{{ nobody.x.y }}",
        "ab",
        &["nobody", "nobody.x.y"],
    );
    check_rendered(
        "{{ rows_output.itemz }}{{ rows_output.items.7 }}",
        "",
        &["rows_output.itemz", "rows_output.items.7"],
    );
    check_rendered("{{ nobody | default('x') }}", "x", &["nobody"]);
    check_rendered(
        "{{ month.upper() }}{{ rows_output.items.0.name }}",
        "MAYÄ & <b>",
        &[],
    );
    check_rendered("{{ range(3) | list }}", "[0, 1, 2]", &[]);
}

#[test]
fn faults_say_what_and_where() {
    let faults = [
        ("ü {{ month", FaultKind::Unclosed, Some((2, 4))),
        (
            "{% raw %}{{ {% endraw %}{% if",
            FaultKind::Unclosed,
            Some((24, 26)),
        ),
        ("{{ month ) }}", FaultKind::Syntax, Some((9, 10))),
        ("{% shout %}", FaultKind::UnknownTag, Some((3, 8))),
        ("{{ 1 + }}", FaultKind::Syntax, Some((7, 9))),
    ];
    for (text, kind, range) in faults {
        let fault = check(text).unwrap_err();
        assert_eq!((fault.kind, fault.range), (kind, range), "{text}: {fault}");
        assert_eq!(render(text, &values()).text, text);
    }
    assert_eq!(
        render("{{ month + 1 }}", &values()).fault.unwrap().kind,
        FaultKind::Values
    );
}

#[test]
fn what_would_take_too_long_ends() {
    let endless = [
        "{% for a in range(99999) %}{% for b in range(99999) %}{{ a * b }}{% endfor %}{% endfor %}".to_owned(),
        "{{ 'x' * 999999999 }}".to_owned(),
        "{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}".to_owned(),
        "{% set x = [1] %}{% for i in range(60) %}{% set x = x + x %}{% endfor %}".to_owned(),
        "{% set ns = namespace(x='aaaaaaaaaa') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}".to_owned(),
    ];
    for text in endless {
        assert!(render(&text, &values()).text.len() <= 1 << 20, "{text}");
    }
    let deep = [
        "+1",
        "|upper",
        ".b",
        "()",
        "[0]",
        " and b",
        " ~ b",
        " ** 1",
        " if 1 else 1",
        " is defined",
        "<1",
    ];
    for part in deep {
        for count in [10, 400, 50_000] {
            let text = format!("{{{{ 1{} }}}}", part.repeat(count));
            let _ = render(&text, &values());
        }
    }
    for prefix in ["not ", "-", "(", "[", "{1:", "~"] {
        let text = format!("{{{{ {}1 }}}}", prefix.repeat(50_000));
        assert!(check(&text).is_err(), "{prefix}");
    }
    let branches = format!("{{% if a %}}{}{{% endif %}}", "{% elif b %}".repeat(50_000));
    assert_eq!(check(&branches).unwrap_err().kind, FaultKind::TooLarge);
    let loops = "{% for a in b %}".repeat(50_000);
    assert!(check(&loops).is_err());
    assert_eq!(check(&"x".repeat(5 << 20)), Ok(()));
    assert_eq!(
        check(&format!("{{ {}", "{{ month }} ".repeat(100_000))),
        Ok(())
    );
}

#[test]
fn texts_are_cut_into_words_and_references() {
    let cut = |text: &str| -> Vec<(u32, u32, String)> {
        pieces(text)
            .into_iter()
            .map(|it| {
                (
                    it.range.0,
                    it.range.1,
                    if it.is_reference {
                        it.path
                    } else {
                        "-".to_owned()
                    },
                )
            })
            .collect()
    };
    assert_eq!(
        cut("Ü 🦅 {{ a.b }} and {{- rows | json }}."),
        [
            (0, 5, "-".to_owned()),
            (5, 14, "a.b".to_owned()),
            (14, 19, "-".to_owned()),
            (19, 37, "rows".to_owned()),
            (37, 38, "-".to_owned()),
        ]
    );
    assert_eq!(
        cut("{{ a + b }}{% if a %}{{ 'a' }}{{ open"),
        [(0, 37, "-".to_owned())]
    );
    assert_eq!(
        cut("{{a}}{{ b }}"),
        [(0, 5, "a".to_owned()), (5, 12, "b".to_owned())]
    );
    assert_eq!(cut(""), []);
}

proptest! {
    #[test]
    fn any_text_is_read(text in "([{}%#a-c0-9.|='\"\\\\é\\[\\](), *~+-]|\\{\\{|\\}\\}|\\{%|%\\}| if | for | in |raw|endraw|set|macro){0,40}", other in value::text(), values in value::value()) {
        let values = values.as_object().cloned().unwrap_or_default();
        for text in [text, other] {
            if let Err(fault) = check(&text) {
                let units = u32::try_from(text.encode_utf16().count()).unwrap();
                prop_assert!(fault.range.is_none_or(|(start, end)| start <= end && end <= units), "{:?}", fault);
                prop_assert!(!fault.message.is_empty());
            }
            render(&text, &values);
            let pieces = pieces(&text);
            let mut end = 0;
            for piece in &pieces {
                prop_assert_eq!(piece.range.0, end);
                prop_assert!(piece.range.1 > end);
                end = piece.range.1;
            }
            prop_assert_eq!(end as usize, text.encode_utf16().count());
        }
    }
}
