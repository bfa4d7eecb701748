//! A login session of its own: home, message bus, unlocked keyring. Nothing of the person at the machine is touched,
//! and two tests do not meet.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// Whether the session has a keychain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keychain {
    /// gnome-keyring, unlocked.
    Unlocked,
    /// A message bus on which nobody keeps secrets.
    None,
}

/// Ends all its programs when dropped.
#[derive(Debug)]
pub(crate) struct Session {
    home: TempDir,
    bus_address: String,
    programs: Vec<Child>,
}

impl Session {
    /// Starts a message bus and, if wanted, a keyring.
    pub(crate) fn start(keychain: Keychain) -> Self {
        let home = TempDir::with_prefix("eyrie-e2e-").expect("a folder for the session's home");
        for folder in ["run", "share/keyrings", "config", "cache"] {
            std::fs::create_dir_all(home.path().join(folder)).expect("a folder of the session");
        }
        restrict(&home.path().join("run"));
        let config = home.path().join("bus.conf");
        std::fs::write(&config, bus_config(&home.path().join("run/bus")))
            .expect("the bus's settings");
        let mut bus = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is installed");
        let mut bus_address = String::new();
        let out = bus.stdout.take().expect("the bus's output");
        BufReader::new(out)
            .read_line(&mut bus_address)
            .expect("the bus's address");
        let mut session = Self {
            home,
            bus_address: bus_address.trim().to_owned(),
            programs: vec![bus],
        };
        if keychain == Keychain::Unlocked {
            session.unlock_keyring();
        }
        session
    }

    /// Sets what every program of the session sees around it.
    pub(crate) fn dress(&self, command: &mut Command) {
        let home = self.home.path();
        command
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("XDG_DATA_HOME", home.join("share"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address)
            .env("NO_AT_BRIDGE", "1")
            .env("GTK_USE_PORTAL", "0")
            .env_remove("SKYVERN_API_KEY");
    }

    /// Where the app keeps its data.
    pub(crate) fn data_folder(&self) -> PathBuf {
        self.home.path().join("share/dev.eyrie.desktop")
    }

    /// The home of the session, to look for what must not be in it.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    fn unlock_keyring(&mut self) {
        let mut command = Command::new("gnome-keyring-daemon");
        self.dress(&mut command);
        let mut keyring = command
            .args(["--unlock", "--components=secrets", "--foreground"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon is installed");
        let mut input = keyring.stdin.take().expect("the keyring's input");
        // An empty password; without the line break the daemon would ask on a display.
        input
            .write_all(b"\n")
            .expect("the keyring takes its password");
        drop(input);
        let out = keyring.stdout.take().expect("the keyring's output");
        // It says where its control socket is once it is ready.
        let mut ready = String::new();
        BufReader::new(out)
            .read_line(&mut ready)
            .expect("the keyring's answer");
        self.programs.push(keyring);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        for program in self.programs.iter_mut().rev() {
            // It may have ended by itself.
            program.kill().ok();
            program.wait().ok();
        }
    }
}

/// A bus that starts no services of the machine: a keyring of the person must not come up by itself.
fn bus_config(socket: &Path) -> String {
    format!(
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" \
         \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n<busconfig><type>session</type>\
         <listen>unix:path={}</listen><auth>EXTERNAL</auth><policy context=\"default\">\
         <allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/>\
         </policy></busconfig>\n",
        socket.display()
    )
}

#[cfg(unix)]
fn restrict(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let private = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(folder, private).expect("the session's folder is private");
}

#[cfg(not(unix))]
fn restrict(_: &Path) {}
