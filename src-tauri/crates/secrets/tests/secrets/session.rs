//! Private sessions: a test runs itself again in a process that sees nothing of the person's own.

use std::env;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, Proxy};
use zbus::names::BusName;
use zbus::zvariant::{ObjectPath, OwnedObjectPath};

/// Set within a session.
const INSIDE: &str = "EYRIE_TEST_SESSION";

const SECRETS: &str = "org.freedesktop.secrets";

/// What a test sees of the system.
pub(crate) enum Session {
    /// Not even a message bus.
    Nothing,
    /// An empty message bus.
    Bus,
}

impl Session {
    /// Runs `body`, of the test of this name, within such a session.
    pub(crate) fn run(&self, test: &str, body: impl FnOnce()) {
        if env::var_os(INSIDE).is_some() {
            return body();
        }
        let home = tempfile::tempdir().unwrap();
        let this = env::current_exe().unwrap();
        let mut command = match self {
            Self::Nothing => Command::new(this),
            Self::Bus => {
                let mut command = Command::new("dbus-run-session");
                command
                    .arg(format!("--config-file={}", bus_config(home.path())))
                    .arg("--")
                    .arg(this);
                command
            }
        };
        command.args(["--exact", test, "--nocapture"]);
        isolate(&mut command, home.path());
        let output = command.output().unwrap_or_else(|error| {
            panic!("this test needs dbus-run-session (on Debian: apt install dbus): {error}")
        });
        assert!(
            output.status.success(),
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// A bus that starts no service by itself: the test says what is there.
fn bus_config(home: &Path) -> String {
    let path = home.join("bus.conf");
    let config = format!(
        "<!DOCTYPE busconfig PUBLIC '-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN' \
         'http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd'>\
         <busconfig><type>session</type><listen>unix:dir={}</listen><auth>EXTERNAL</auth>\
         <policy context='default'><allow send_destination='*' eavesdrop='true'/>\
         <allow eavesdrop='true'/><allow own='*'/></policy></busconfig>",
        home.display()
    );
    std::fs::write(&path, config).unwrap();
    path.display().to_string()
}

fn isolate(command: &mut Command, home: &Path) {
    let folders = [
        ("HOME", ""),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_RUNTIME_DIR", "run"),
    ];
    for (variable, folder) in folders {
        let folder = home.join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        command.env(variable, folder);
    }
    for variable in [
        "DBUS_SESSION_BUS_ADDRESS",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "GNOME_KEYRING_CONTROL",
    ] {
        command.env_remove(variable);
    }
    command.env(INSIDE, "1");
}

/// Starts gnome-keyring and unlocks its default keyring, which is made at the first time.
pub(crate) fn start_keyring() {
    // Empty input would bring a password prompt; an empty line is an empty password.
    keyring(&["--unlock", "--components=secrets"], b"\n");
}

/// Starts gnome-keyring as for a user who never had one.
pub(crate) fn start_keyring_without_password() {
    keyring(&["--start", "--components=secrets"], b"");
}

/// Returns once the daemon has put itself into the background and is on the bus.
fn keyring(arguments: &[&str], input: &[u8]) {
    let mut child = Command::new("gnome-keyring-daemon")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("this test needs gnome-keyring-daemon (on Debian: apt install gnome-keyring): {error}")
        });
    child.stdin.take().unwrap().write_all(input).unwrap();
    assert!(child.wait().unwrap().success());
    wait_for(|bus| bus.name_has_owner(secrets_name()).unwrap());
}

/// Ends the daemon of this session.
pub(crate) fn stop_keyring() {
    let connection = Connection::session().unwrap();
    let bus = DBusProxy::new(&connection).unwrap();
    let process = bus.get_connection_unix_process_id(secrets_name()).unwrap();
    assert!(
        Command::new("kill")
            .arg(process.to_string())
            .status()
            .unwrap()
            .success()
    );
    wait_for(|bus| !bus.name_has_owner(secrets_name()).unwrap());
}

/// Waits for a change of who is on the bus.
fn wait_for(is_so: impl Fn(&DBusProxy<'_>) -> bool) {
    let connection = Connection::session().unwrap();
    let bus = DBusProxy::new(&connection).unwrap();
    // Subscribed before it is looked at, so that no change is missed.
    let mut changes = bus.receive_name_owner_changed().unwrap();
    while !is_so(&bus) {
        changes.next().expect("the bus goes on");
    }
}

fn secrets_name() -> BusName<'static> {
    BusName::try_from(SECRETS).unwrap()
}

/// Locks the default keyring.
pub(crate) fn lock_keyring() {
    let connection = Connection::session().unwrap();
    let path = "/org/freedesktop/secrets";
    let proxy = Proxy::new(&connection, SECRETS, path, "org.freedesktop.Secret.Service").unwrap();
    let default: OwnedObjectPath = proxy.call("ReadAlias", &"default").unwrap();
    let (locked, _): (Vec<OwnedObjectPath>, OwnedObjectPath) = proxy
        .call("Lock", &vec![ObjectPath::from(default.clone())])
        .unwrap();
    assert_eq!(locked, [default]);
}

/// Takes the place of the program that shows prompts, and shows none.
pub(crate) fn own_the_prompter() -> Connection {
    let connection = Connection::session().unwrap();
    connection
        .request_name("org.gnome.keyring.SystemPrompter")
        .unwrap();
    connection
}
