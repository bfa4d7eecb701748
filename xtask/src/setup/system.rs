//! The packages of the operating system, and how each system installs them.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use anyhow::{Result, bail};

use super::{Purpose, answer};
use crate::real_skyvern::install;
use crate::steps::Step;

/// A way to install: which packages are called what, how to ask for one, how to get it.
#[derive(Debug)]
struct Installer {
    /// Said in messages.
    system: &'static str,
    build: &'static [&'static str],
    run: &'static [&'static str],
    /// Not every system has all of these; the tests that need one say so and are left out.
    test: &'static [&'static str],
    /// The Python that the real Skyvern server is pinned for. Not every release of a system has
    /// it, and it may also come from elsewhere.
    python: &'static str,
    /// Succeeds when the package given as the last argument is installed.
    has: &'static [&'static str],
    /// Succeeds when the package given as the last argument could be installed.
    offers: &'static [&'static str],
    /// Run before packages are installed, so that the list of them is not out of date; and where
    /// that list is kept.
    refresh: Option<(&'static [&'static str], &'static str)>,
    install: &'static [&'static str],
    /// Whether the command is only told: a rolling system is brought up to date as a whole, by
    /// its owner.
    is_only_told: bool,
}

const DEBIAN: Installer = Installer {
    system: "Debian and its relatives",
    build: &[
        "build-essential",
        "curl",
        "file",
        "libgtk-3-dev",
        "librsvg2-dev",
        "libssl-dev",
        "libwebkit2gtk-4.1-dev",
        "pkg-config",
    ],
    run: &[
        "gstreamer1.0-libav",
        "gstreamer1.0-plugins-bad",
        "gstreamer1.0-plugins-base",
        "gstreamer1.0-plugins-good",
    ],
    test: &[
        "chromium",
        "dbus",
        "ffmpeg",
        "fonts-inter",
        "fonts-jetbrains-mono",
        "gnome-keyring",
        "util-linux",
        "webkit2gtk-driver",
        "xauth",
        "xvfb",
    ],
    python: "python3.11-venv",
    has: &["dpkg-query", "--show", "--showformat=${db:Status-Status}"],
    offers: &["apt-cache", "show"],
    refresh: Some((&["apt-get", "update", "--quiet"], "/var/lib/apt/lists")),
    install: &["apt-get", "install", "--yes", "--no-install-recommends"],
    is_only_told: false,
};

const FEDORA: Installer = Installer {
    system: "Fedora",
    build: &[
        "curl",
        "file",
        "gcc",
        "gtk3-devel",
        "librsvg2-devel",
        "make",
        "openssl-devel",
        "pkgconf-pkg-config",
        "webkit2gtk4.1-devel",
    ],
    run: &[
        "gstreamer1-plugin-libav",
        "gstreamer1-plugins-bad-free",
        "gstreamer1-plugins-base",
        "gstreamer1-plugins-good",
    ],
    test: &[
        "/usr/bin/WebKitWebDriver",
        "chromium",
        "dbus-daemon",
        "ffmpeg-free",
        "gnome-keyring",
        "jetbrains-mono-fonts",
        "rsms-inter-fonts",
        "util-linux",
        "xorg-x11-server-Xvfb",
        "xorg-x11-xauth",
    ],
    python: "python3.11",
    has: &["rpm", "--query", "--whatprovides"],
    offers: &["dnf", "--quiet", "info"],
    refresh: None,
    install: &["dnf", "install", "--assumeyes"],
    is_only_told: false,
};

const ARCH: Installer = Installer {
    system: "Arch",
    build: &[
        "base-devel",
        "curl",
        "file",
        "gtk3",
        "librsvg",
        "openssl",
        "webkit2gtk-4.1",
    ],
    run: &[
        "gst-libav",
        "gst-plugins-bad",
        "gst-plugins-base",
        "gst-plugins-good",
    ],
    test: &[
        "chromium",
        "dbus",
        "ffmpeg",
        "gnome-keyring",
        "inter-font",
        "ttf-jetbrains-mono",
        "util-linux",
        "xorg-server-xvfb",
        "xorg-xauth",
    ],
    python: "python311",
    has: &["pacman", "--query"],
    offers: &["pacman", "--sync", "--info"],
    refresh: None,
    install: &["pacman", "--sync", "--needed"],
    is_only_told: true,
};

pub(super) fn prepare(purpose: Purpose) -> Result<()> {
    match std::env::consts::OS {
        "linux" => linux(purpose),
        "macos" => macos(),
        "windows" => {
            windows();
            Ok(())
        }
        _ => Ok(()),
    }
}

fn linux(purpose: Purpose) -> Result<()> {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let Some(installer) = installer(&release) else {
        println!(
            "This Linux is not known here. Eyrie needs the development files of WebKitGTK 4.1,\n\
             GTK 3, librsvg and OpenSSL, and the plugins good, bad and libav of GStreamer."
        );
        return Ok(());
    };
    installer.complete(purpose)
}

fn step(command: &[String]) -> Step {
    let program = command.first().map_or("", String::as_str);
    Step::new("system packages", program)
        .args(command.iter().skip(1))
        .env("DEBIAN_FRONTEND", "noninteractive")
}

/// The installer of the Linux that `/etc/os-release` describes.
fn installer(release: &str) -> Option<&'static Installer> {
    let value = |name: &str| {
        let line = release.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_default().trim_matches('"')
    };
    let mut ids = std::iter::once(value("ID=")).chain(value("ID_LIKE=").split(' '));
    ids.find_map(|id| match id {
        "debian" | "ubuntu" => Some(&DEBIAN),
        "fedora" => Some(&FEDORA),
        "arch" => Some(&ARCH),
        _ => None,
    })
}

impl Installer {
    /// Installs what is missing, after saying what.
    fn complete(&self, purpose: Purpose) -> Result<()> {
        let mut missing = self.missing(purpose);
        if !missing.is_empty() && !self.has_list() {
            self.refresh()?;
        }
        missing.retain(|package| self.build.contains(package) || self.offers(package));
        if missing.is_empty() {
            return Ok(());
        }
        let install = with_sudo(self.install, &missing);
        println!("\nMissing: {}", missing.join(" "));
        println!("To be run: {}", install.join(" "));
        if self.is_only_told {
            bail!(
                "on {} please run that command yourself, then try again",
                self.system
            );
        }
        if crate::attended() && !agreed()? {
            bail!("nothing was installed; run the command yourself, then try again");
        }
        self.refresh()?;
        step(&install).run()
    }

    fn missing(&self, purpose: Purpose) -> Vec<&'static str> {
        let groups: &[&[&str]] = match purpose {
            Purpose::Check => &[self.build],
            Purpose::Run => &[self.build, self.run],
            Purpose::Test => &[self.build, self.run, self.test],
        };
        let names = groups.iter().copied().flatten().copied();
        let mut missing: Vec<_> = names.filter(|name| !self.is_installed(name)).collect();
        if purpose == Purpose::Test && !install::has_python() {
            missing.push(self.python);
        }
        missing
    }

    fn offers(&self, package: &str) -> bool {
        output(self.offers, package).is_some_and(|output| output.status.success())
    }

    fn refresh(&self) -> Result<()> {
        match self.refresh {
            Some((command, _)) => step(&with_sudo(command, &[])).run(),
            None => Ok(()),
        }
    }

    /// Whether the list of packages was ever fetched; fresh containers have none.
    fn has_list(&self) -> bool {
        self.refresh.is_none_or(|(_, folder)| {
            let mut files = std::fs::read_dir(folder).into_iter().flatten().flatten();
            files.any(|file| file.file_name().to_string_lossy().contains("_Packages"))
        })
    }

    fn is_installed(&self, package: &str) -> bool {
        output(self.has, package).is_some_and(|output| {
            // dpkg also knows packages that were removed and left settings behind.
            let is_left_over = self.has[0] == "dpkg-query" && output.stdout != b"installed";
            output.status.success() && !is_left_over
        })
    }
}

/// What a question about a package gives; nothing when it could not be asked.
fn output(question: &[&str], package: &str) -> Option<Output> {
    let (program, args) = question.split_first()?;
    Command::new(program).args(args).arg(package).output().ok()
}

fn with_sudo(command: &[&str], packages: &[&str]) -> Vec<String> {
    let is_root = answer("id", &["-u"]).is_ok_and(|id| id == "0");
    let sudo = (!is_root).then_some("sudo");
    let words = sudo.into_iter().chain(command.iter().copied());
    words
        .chain(packages.iter().copied())
        .map(str::to_owned)
        .collect()
}

fn agreed() -> Result<bool> {
    print!("Run it now? [Y/n] ");
    std::io::stdout().flush()?;
    let mut said = String::new();
    std::io::stdin().read_line(&mut said)?;
    Ok(matches!(
        said.trim().to_lowercase().as_str(),
        "" | "y" | "yes"
    ))
}

fn macos() -> Result<()> {
    if answer("xcode-select", &["-p"]).is_err() {
        bail!("Apple's command line tools are needed; get them with: xcode-select --install");
    }
    Ok(())
}

/// The C++ build tools are there, or this program could not have been linked.
fn windows() {
    const WEBVIEW: &str = r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let mut query = Command::new("reg");
    query.args(["query", WEBVIEW, "/v", "pv"]);
    let query = query.stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !query.is_ok_and(|status| status.success()) {
        println!(
            "Microsoft's WebView2 runtime was not found. Windows 11 has it; for Windows 10 get\n\
             the Evergreen Bootstrapper: winget install Microsoft.EdgeWebView2Runtime"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(release: &str, system: Option<&str>) {
        let found = installer(release).map(|installer| installer.system);
        assert_eq!(found, system, "{release}");
    }

    #[test]
    fn the_installer_follows_the_id_and_then_its_relatives() {
        check("NAME=x\nID=debian\n", Some(DEBIAN.system));
        check(
            "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n",
            Some(DEBIAN.system),
        );
        check("ID=fedora\nVERSION_ID=44\n", Some(FEDORA.system));
        check("ID=\"rhel\"\nID_LIKE=\"fedora\"\n", Some(FEDORA.system));
        check("ID=manjaro\nID_LIKE=arch\n", Some(ARCH.system));
        check("ID=nixos\n", None);
        check("", None);
    }
}
