//! The names in Python code. This is a scan, not a parser: what stands in quoted texts, comments
//! and templates is left out, what stands in the braces of f-strings is code.

use std::ops::Range;

/// A name in Python code.
pub(crate) struct Word {
    /// Where it stands, in bytes.
    pub(crate) at: Range<usize>,
    pub(crate) role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is looked up.
    Variable,
    /// The code gives it a value.
    Made,
    /// A parameter of a function, or what an import brings.
    Bound,
    /// An attribute or the name of an argument.
    Other,
}

/// All names in `code`, in their order. Templates in it are rendered before it runs, so what they
/// refer to is no name of the code.
pub(crate) fn words(code: &str) -> Vec<Word> {
    let mut scan = Scan {
        code,
        words: Vec::new(),
        depth: 0,
        unclosed: Vec::new(),
    };
    scan.code(0, false);
    scan.words
}

struct Scan<'a> {
    code: &'a str,
    words: Vec<Word>,
    /// How many braces of f-strings are open.
    depth: usize,
    /// How templates end of which the rest of the code has none.
    unclosed: Vec<&'static str>,
}

/// Nobody writes more f-strings inside each other.
const DEEPEST: usize = 8;

/// What the words before say about the next ones.
#[derive(Default)]
struct State {
    brackets: usize,
    /// The brackets around the parameters that are being read; a lambda's end with a colon.
    parameters: Option<usize>,
    lambda: Option<usize>,
    /// The brackets around an import, which ends with its line.
    import: Option<usize>,
    /// Whether the targets of a `for` are being read.
    is_target: bool,
    /// Whether the next word is given a value: `def name`, `as name`.
    is_made: bool,
}

impl Scan<'_> {
    /// Reads code from `place` to its end or, in the braces of an f-string, up to the closing one.
    fn code(&mut self, mut place: usize, in_braces: bool) -> usize {
        let bytes = self.code.as_bytes();
        let mut state = State::default();
        while place < bytes.len() {
            let byte = bytes[place];
            if in_braces && state.brackets == 0 {
                match byte {
                    b'}' => return place,
                    b':' if state.lambda.is_none() && bytes.get(place + 1) != Some(&b'=') => {
                        return self.format(place + 1);
                    }
                    // A conversion: `!r`.
                    b'!' if matches!(bytes.get(place + 1), Some(b'r' | b's' | b'a')) => {
                        place += 2;
                        continue;
                    }
                    _ => {}
                }
            }
            if let Some(end) = self.template_end(place) {
                place = end;
                continue;
            }
            if is_part_of_name(byte) {
                place = self.word(place, in_braces, &mut state);
                continue;
            }
            place = match byte {
                b'#' if !in_braces => self.line_end(place),
                b'"' | b'\'' => self.text(place, ""),
                _ => {
                    state.sign(byte);
                    place + 1
                }
            };
        }
        place
    }

    /// Reads the word at `place`.
    fn word(&mut self, place: usize, in_braces: bool, state: &mut State) -> usize {
        let end = self.name_end(place);
        let at = place..end;
        let word = &self.code[at.clone()];
        if matches!(self.code.as_bytes().get(end), Some(b'"' | b'\'')) && is_prefix(word) {
            return self.text(end, word);
        }
        match word {
            "def" => {
                state.parameters = Some(state.brackets);
                state.is_made = true;
            }
            "lambda" => state.lambda = Some(state.brackets),
            "for" => state.is_target = true,
            "in" => state.is_target = false,
            "class" | "as" | "global" | "nonlocal" => state.is_made = true,
            "import" => state.import = Some(state.brackets),
            "from" => {
                if self.is_first(place) {
                    state.import = Some(state.brackets);
                }
            }
            _ if word.starts_with(|c: char| c.is_ascii_digit()) => {}
            _ => {
                let role = self.role(&at, in_braces, state);
                state.is_made = false;
                self.words.push(Word { at, role });
            }
        }
        end
    }

    fn role(&self, at: &Range<usize>, in_braces: bool, state: &State) -> Role {
        let before = self.code[..at.start].trim_end();
        let after = self.code[at.end..].trim_start_matches([' ', '\t']);
        let is_set = after.starts_with('=') && !after.starts_with("==");
        let takes_values = state.lambda == Some(state.brackets)
            || state.parameters.is_some_and(|it| state.brackets == it + 1);
        // What follows a colon or an equals sign is the type or the default of a parameter.
        let is_parameter =
            takes_values && (before.ends_with(['(', ',', '*']) || before.ends_with("lambda"));
        if before.ends_with('.') && !before.ends_with("..") {
            Role::Other
        } else if is_parameter || state.import.is_some() {
            Role::Bound
        } else if state.is_made || state.is_target || after.starts_with(":=") {
            Role::Made
        } else if is_set && state.brackets > 0 && !takes_values {
            Role::Other
        } else if is_set && state.brackets == 0 && !in_braces {
            Role::Made
        } else {
            Role::Variable
        }
    }

    /// Reads a quoted text that begins at `place`.
    fn text(&mut self, place: usize, prefix: &str) -> usize {
        let bytes = self.code.as_bytes();
        let long = [bytes[place]; 3];
        let closing: &[u8] = if bytes[place..].starts_with(&long) {
            &long
        } else {
            &long[..1]
        };
        let is_formatted = prefix.contains(['f', 'F']);
        let mut place = place + closing.len();
        while place < bytes.len() {
            place = match bytes[place] {
                _ if bytes[place..].starts_with(closing) => return place + closing.len(),
                b'\\' => place + 2,
                b'\n' if closing.len() == 1 => return place,
                b'{' => match self.template_end(place) {
                    Some(end) => end,
                    None if bytes.get(place + 1) == Some(&b'{') => place + 2,
                    None if is_formatted => self.braces(place),
                    None => place + 1,
                },
                _ => place + 1,
            };
        }
        bytes.len()
    }

    /// Reads what stands in the braces of an f-string.
    fn braces(&mut self, open: usize) -> usize {
        if self.depth == DEEPEST {
            return open + 1;
        }
        self.depth += 1;
        let end = self.code(open + 1, true);
        self.depth -= 1;
        end + 1
    }

    /// Reads how a value is written in an f-string, up to the closing brace.
    fn format(&mut self, mut place: usize) -> usize {
        let bytes = self.code.as_bytes();
        while place < bytes.len() && bytes[place] != b'}' {
            place = match bytes[place] {
                b'{' => self.braces(place),
                _ => place + 1,
            };
        }
        place
    }

    /// The end of the template that begins at `open`, if one does.
    fn template_end(&mut self, open: usize) -> Option<usize> {
        let rest = &self.code.as_bytes()[open..];
        let closing = match rest.get(..2)? {
            b"{{" => "}}",
            b"{%" => "%}",
            b"{#" => "#}",
            _ => return None,
        };
        let inside = open + 2;
        if self.unclosed.contains(&closing) {
            return None;
        }
        let end = self.code[inside..].find(closing);
        if end.is_none() {
            self.unclosed.push(closing);
        }
        end.map(|at| inside + at + 2)
    }

    fn line_end(&self, place: usize) -> usize {
        let rest = &self.code[place..];
        place + rest.find('\n').unwrap_or(rest.len())
    }

    fn name_end(&self, start: usize) -> usize {
        let rest = self.code.as_bytes()[start..].iter();
        start + rest.take_while(|byte| is_part_of_name(**byte)).count()
    }

    /// Whether a statement begins at `place`.
    fn is_first(&self, place: usize) -> bool {
        let before = self.code[..place].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with(['\n', ';'])
    }
}

impl State {
    fn sign(&mut self, byte: u8) {
        match byte {
            b'(' | b'[' | b'{' => self.brackets += 1,
            b')' | b']' | b'}' => {
                self.brackets = self.brackets.saturating_sub(1);
                self.parameters = self.parameters.filter(|depth| self.brackets > *depth);
            }
            b':' => self.lambda = self.lambda.filter(|depth| self.brackets > *depth),
            b'\n' | b';' => self.import = self.import.filter(|depth| self.brackets > *depth),
            _ => {}
        }
    }
}

fn is_prefix(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|it| b"rRbBfFuU".contains(&it))
}

fn is_part_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

#[cfg(test)]
mod tests;
