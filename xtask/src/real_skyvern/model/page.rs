//! The page inside a prompt: its elements as HTML, each with an id to act on.

/// The id of the first element with one of these tags that mentions `hint`, in an attribute or in
/// the text behind its tag; upper and lower case alike.
pub(super) fn element<'a>(prompt: &'a str, tags: &[&str], hint: &str) -> Option<&'a str> {
    let hint = hint.to_lowercase();
    prompt.split('<').skip(1).find_map(|piece| {
        let (tag, text) = piece.split_once('>')?;
        let name = tag.split([' ', '/']).next()?;
        let mentions = |text: &str| text.to_lowercase().contains(&hint);
        let fits = tags.contains(&name) && (mentions(tag) || mentions(text));
        fits.then(|| id(tag)).flatten()
    })
}

/// Whether the page shows a text. Lines of the script itself do not count.
pub(super) fn shows(prompt: &str, text: &str) -> bool {
    let mut lines = prompt.lines().filter(|line| !line.trim().starts_with('@'));
    lines.any(|line| line.contains(text))
}

fn id(tag: &str) -> Option<&str> {
    let value = tag.split_once(" id=")?.1.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    Some(&value[..end.unwrap_or(value.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, tags: &[&str], hint: &str, id: Option<&str>) {
        assert_eq!(element(page, tags, hint), id, "{page} {hint}");
    }

    #[test]
    fn elements_are_found_by_attribute_or_text() {
        let page = r#"<form id=F1><input type="text" id="A1" placeholder="Your name"/>
            <input id='A2' value="Send"><button id=B3 class="x">Search now</button></form>"#;
        check(page, &["input"], "name", Some("A1"));
        check(page, &["input"], "send", Some("A2"));
        check(page, &["button"], "Search", Some("B3"));
        check(page, &["a", "button"], "missing", None);
        check("no elements", &["a"], "", None);
        check("<a>no id</a>", &["a"], "no", None);
    }

    #[test]
    fn the_script_is_not_the_page() {
        assert!(shows("a\n<p>done</p>", "done"));
        assert!(!shows("a\n  @until done", "done"));
    }
}
