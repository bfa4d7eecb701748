//! A command line as words, quoted as a shell of Unix or the one of Windows wants it.

use super::CurlFault;

/// The words of `command`, up to the first `;`, `|` or `&` that ends the command.
pub(super) fn split(command: &str) -> Result<Vec<String>, CurlFault> {
    if is_cmd(command) {
        Reader::new(&uncaret(command)).words(true)
    } else {
        Reader::new(command).words(false)
    }
}

/// Whether it is quoted for Windows' `cmd`, where browsers put a caret before the quotes or at the
/// end of the first line.
fn is_cmd(command: &str) -> bool {
    let unquoted = command.split('\'').next().unwrap_or_default();
    ["^\"", "^\n", "^\r\n"]
        .iter()
        .any(|sign| unquoted.contains(sign))
}

/// `command` without the carets that protect the next character. One at the end of a line joins
/// it with the next; where browsers mean a line break they write a second, empty line.
fn uncaret(command: &str) -> String {
    let command = command.replace("\r\n", "\n");
    let mut plain = String::with_capacity(command.len());
    let mut characters = command.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '^' => match characters.next() {
                Some('\n') => plain.extend(characters.next_if_eq(&'\n')),
                Some(next) => plain.push(next),
                None => {}
            },
            other => plain.push(other),
        }
    }
    plain
}

struct Reader<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    words: Vec<String>,
    /// The word under way; none between words.
    word: Option<String>,
}

impl<'a> Reader<'a> {
    fn new(command: &'a str) -> Self {
        Self {
            rest: command.chars().peekable(),
            words: Vec::new(),
            word: None,
        }
    }

    fn words(mut self, windows: bool) -> Result<Vec<String>, CurlFault> {
        while let Some(character) = self.rest.next() {
            match character {
                '\'' if !windows => self.single()?,
                '"' if windows => self.windows_double()?,
                '"' => self.double()?,
                '$' if !windows && self.rest.peek() == Some(&'\'') => {
                    self.rest.next();
                    self.escaped()?;
                }
                '\\' if !windows => match self.rest.next() {
                    Some('\r') => drop(self.rest.next_if_eq(&'\n')),
                    Some('\n') | None => {}
                    Some(next) => self.push(next),
                },
                '\\' if self.rest.peek() == Some(&'"') => {
                    self.rest.next();
                    self.push('"');
                }
                ';' | '|' | '&' if self.word.is_none() => break,
                // A new line ends the command.
                '\n' if !windows => break,
                blank if blank.is_whitespace() => self.end(),
                other => self.push(other),
            }
        }
        self.end();
        Ok(self.words)
    }

    fn push(&mut self, character: char) {
        self.word.get_or_insert_default().push(character);
    }

    fn end(&mut self) {
        self.words.extend(self.word.take());
    }

    fn single(&mut self) -> Result<(), CurlFault> {
        self.word.get_or_insert_default();
        loop {
            match self.rest.next() {
                Some('\'') => return Ok(()),
                Some(other) => self.push(other),
                None => return Err(CurlFault::OpenQuote { quote: '\'' }),
            }
        }
    }

    fn double(&mut self) -> Result<(), CurlFault> {
        self.word.get_or_insert_default();
        loop {
            match self.rest.next() {
                Some('"') => return Ok(()),
                Some('\\') => match self.rest.next() {
                    Some('\n') => {}
                    Some(next @ ('"' | '\\' | '$' | '`')) => self.push(next),
                    Some(next) => {
                        self.push('\\');
                        self.push(next);
                    }
                    None => return Err(CurlFault::OpenQuote { quote: '"' }),
                },
                Some(other) => self.push(other),
                None => return Err(CurlFault::OpenQuote { quote: '"' }),
            }
        }
    }

    /// As Windows' programs read their arguments: `\"` and `""` are quotes, `\\` before a quote is
    /// one of them, and `%%` is what `cmd` makes of one.
    fn windows_double(&mut self) -> Result<(), CurlFault> {
        self.word.get_or_insert_default();
        loop {
            match self.rest.next() {
                Some('"') => {
                    if self.rest.next_if_eq(&'"').is_none() {
                        return Ok(());
                    }
                    self.push('"');
                }
                Some('\\') => self.backslashes(),
                Some('%') => {
                    self.rest.next_if_eq(&'%');
                    self.push('%');
                }
                Some(other) => self.push(other),
                None => return Err(CurlFault::OpenQuote { quote: '"' }),
            }
        }
    }

    /// Backslashes of which one is read: before a quote each second one protects the next.
    fn backslashes(&mut self) {
        let mut count = 1;
        while self.rest.next_if_eq(&'\\').is_some() {
            count += 1;
        }
        if self.rest.peek() != Some(&'"') {
            (0..count).for_each(|_| self.push('\\'));
            return;
        }
        (0..count / 2).for_each(|_| self.push('\\'));
        if count % 2 == 1 {
            self.rest.next();
            self.push('"');
        }
    }

    /// What stands in `$'…'`.
    fn escaped(&mut self) -> Result<(), CurlFault> {
        self.word.get_or_insert_default();
        loop {
            match self.rest.next() {
                Some('\'') => return Ok(()),
                Some('\\') => {
                    let Some(escape) = self.rest.next() else {
                        return Err(CurlFault::OpenQuote { quote: '\'' });
                    };
                    self.escape(escape);
                }
                Some(other) => self.push(other),
                None => return Err(CurlFault::OpenQuote { quote: '\'' }),
            }
        }
    }

    fn escape(&mut self, escape: char) {
        let plain = match escape {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'e' | 'E' => '\u{1b}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'x' => return self.code(2),
            'u' => return self.code(4),
            'U' => return self.code(8),
            other => other,
        };
        self.push(plain);
    }

    /// A character by its number, in at most `most` hexadecimal digits; a pair of numbers where it
    /// is written as UTF-16.
    fn code(&mut self, most: usize) {
        let first = self.digits(most);
        if most == 4 && (0xd800..0xdc00).contains(&first) {
            let mut ahead = self.rest.clone();
            if ahead.next() == Some('\\') && ahead.next() == Some('u') {
                self.rest = ahead;
                let second = self.digits(4);
                let low = second.wrapping_sub(0xdc00) & 0x3ff;
                let code = 0x10000 + ((first - 0xd800) << 10) + low;
                self.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                return;
            }
        }
        self.push(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
    }

    fn digits(&mut self, most: usize) -> u32 {
        let mut code = 0;
        for _ in 0..most {
            let Some(digit) = self.rest.peek().and_then(|digit| digit.to_digit(16)) else {
                break;
            };
            code = code * 16 + digit;
            self.rest.next();
        }
        code
    }
}
