//! References in templates.

use proptest::prelude::*;
use workflow::references::references;

use crate::arbitrary::value;

fn check(text: &str, expected: &[&str]) {
    let found: Vec<&str> = references(text)
        .iter()
        .map(|reference| reference.path)
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn names_are_found_where_templates_look_them_up() {
    check("plain { text } with {one brace", &[]);
    check("{{ month }}", &["month"]);
    check("{{month}} and {{- other -}}", &["month", "other"]);
    check(
        "{{ rows_output.items.0.name }}",
        &["rows_output.items.0.name"],
    );
    check("{{ rows['items'][index].name }}", &["rows", "index"]);
    check("{{ a + b * 2 }} {{ a == b }}", &["a", "b", "a", "b"]);
    check(
        "{{ name | default(other) | upper | json }}",
        &["name", "other"],
    );
    check("{{ x is defined and y is not none }}", &["x", "y"]);
    check("{{ x is not defined }}", &["x"]);
    check("{{ f(limit=max_rows, n) }}", &["f", "max_rows", "n"]);
    check("{{ 'quoted }} name' ~ \"and {{ this\" ~ real }}", &["real"]);
    check("{{ true or None or false and 1e3 }}", &[]);
    check("{# {{ comment }} #}{{ after }}", &["after"]);
    check("{{ größe }} {{ 名前.値 }}", &["größe", "名前.値"]);
}

#[test]
fn names_that_the_template_binds_are_its_own() {
    check(
        "{% for row in rows %}{{ row.name }} {{ loop.index }}{% endfor %}",
        &["rows"],
    );
    check(
        "{% for key, value in pairs.items() %}{{ key }}{{ value }}{% endfor %}",
        &["pairs.items"],
    );
    check(
        "{% set total = price * count %}{{ total }}",
        &["price", "count"],
    );
    check(
        "{% if a and not b %}{{ c }}{% elif d %}{% endif %}",
        &["a", "b", "c", "d"],
    );
}

#[test]
fn a_reference_knows_its_place() {
    let text = "Größe: {{ size.width }}";
    let found = references(text);
    assert_eq!(found[0].root, "size");
    assert_eq!(&text[found[0].at.clone()], "size.width");
}

#[test]
fn unfinished_templates_are_read_as_far_as_they_go() {
    check("{{ half", &["half"]);
    check("{{", &[]);
    check("{% for", &[]);
    check("{{ 'open", &[]);
    check("{{ a. }}", &["a"]);
    check("{# open {{ comment", &[]);
    check("{{ 'back\\", &[]);
}

proptest! {
    #[test]
    fn any_text_can_be_scanned(text in "[{}%# a-c.|='\"\\\\é-]{0,30}", other in value::text()) {
        for text in [text, other] {
            for reference in references(&text) {
                prop_assert_eq!(&text[reference.at.clone()], reference.path);
                prop_assert!(reference.path.starts_with(reference.root));
            }
        }
    }
}
