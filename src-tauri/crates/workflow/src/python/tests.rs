use super::{Role, words};

/// The names of `code` as `role:name`, a variable without a role.
fn check(code: &str, expected: &str) {
    let said: Vec<String> = words(code)
        .iter()
        .map(|word| {
            let name = &code[word.at.clone()];
            match word.role {
                Role::Variable => name.to_owned(),
                Role::Made => format!("made:{name}"),
                Role::Bound => format!("bound:{name}"),
                Role::Other => format!("other:{name}"),
            }
        })
        .collect();
    assert_eq!(said.join(" "), expected, "{code}");
}

#[test]
fn names_have_roles() {
    check("a = b + c.d", "made:a b c other:d");
    check("a == b", "a b");
    check("f(a=b)", "f other:a b");
    check("if (n := f(1e3)): n", "if made:n f n");
    check("x = 0x1f", "made:x");
    check("größe = maß", "made:größe maß");
}

#[test]
fn statements_give_names_values() {
    check("for a, b in c: d", "made:a made:b c d");
    check("[a for a in b]", "a made:a b");
    check("with a as b: b", "with a made:b b");
    check("class A(B): pass", "made:A B pass");
    check("global a\na = b", "made:a made:a b");
}

#[test]
fn parameters_are_bound_and_their_defaults_are_not() {
    check(
        "def go(a, *b, c: int = d, **e): return a",
        "made:go bound:a bound:b bound:c int d bound:e return a",
    );
    check(
        "sorted(a, key=lambda b: b.c)",
        "sorted a other:key bound:b b other:c",
    );
    check("lambda a=b, *c: a", "bound:a b bound:c a");
    check("lambda: a", "a");
    check("def go(a=f(b=c)): d", "made:go bound:a f other:b c d");
}

#[test]
fn imports_bind() {
    check("import a, b\nc", "bound:a bound:b c");
    check("from a import (b,\n c)\nd", "bound:a bound:b bound:c d");
    check("raise A from b", "raise A b");
}

#[test]
fn texts_and_comments_hold_no_names() {
    check("'a' + b # c\nd", "b d");
    check("'''a\nb''' + r\"c\\\" + d\" + e", "e");
    check("'it\\'s a' + b", "b");
    check("'a\nb", "b");
    check("'\\é' + b", "b");
}

#[test]
fn braces_of_f_strings_hold_code() {
    check("f'a {b} c'", "b");
    check("f'{a!r:>{b}} {c:%Y-%m} {d=}'", "a b c d");
    check("f'{a!=b}'", "a b");
    check("f'{g(a=b)} {f\"{c}\"}'", "g other:a b c");
    check("f'{(lambda a: a)(b)}'", "bound:a a b");
    check("f'{", "");
    check("f'{a:{b", "a b");
}

#[test]
fn templates_are_no_code() {
    check("a = {{ b }} + c", "made:a c");
    check("'{{ b['c'] }}' + d", "d");
    check("f'{{ b }} {c}'", "c");
    check("{% if a %}b{% endif %}", "b");
    check("f'{{' + a", "a");
}

#[test]
fn odd_input_ends() {
    for piece in ["f'{", "f'{a:{", "((", "'", "{{", "lambda ", "\\", "f'{!é"] {
        words(&piece.repeat(20_000));
    }
}
