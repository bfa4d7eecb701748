//! The server's process.

use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::install::Installation;

/// A first start compiles and migrates; on a busy machine that was 80 seconds.
const READY_WITHIN: Duration = Duration::from_mins(5);

/// A server that was started here and ends with this program.
#[derive(Debug)]
pub(super) struct Server {
    child: Child,
    port: u16,
    data: PathBuf,
}

impl Server {
    /// Starts the server on 127.0.0.1 with everything it writes below `data`.
    pub(super) fn start(
        installation: &Installation,
        data: &Path,
        port: Option<u16>,
        model: &str,
    ) -> Result<Self> {
        fs::create_dir_all(data.join("home"))?;
        let data = data.canonicalize()?;
        // Asked here, or the answer of somebody else's server would be taken for this one's.
        let port = free_port(port.unwrap_or(0))?;
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(data.join("server.log"))?;
        // With setpriv the server is ended by the system as soon as this program is gone.
        let child = Command::new("setpriv")
            .args(["--pdeathsig", "TERM", "--"])
            .arg(installation.python())
            // Skyvern's own start command would listen on every address of the machine.
            .args([
                "-m",
                "uvicorn",
                "skyvern.forge.api_app:create_api_app",
                "--factory",
            ])
            .args(["--host", "127.0.0.1", "--port", &port.to_string()])
            .args([
                "--loop",
                "asyncio",
                "--ws",
                "websockets-sansio",
                "--no-access-log",
            ])
            .current_dir(&data)
            .env_remove("SKYVERN_API_KEY")
            .env("PORT", port.to_string())
            .env("SECRET_KEY", signing_secret(&data)?)
            .env("PLAYWRIGHT_BROWSERS_PATH", installation.browsers())
            .envs(places(&data))
            .envs(SETTINGS)
            .env("OPENAI_COMPATIBLE_API_BASE", model)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("could not start the server")?;
        Ok(Self { child, port, data })
    }

    /// Waits until the server answers; gives its version.
    pub(super) fn ready(&mut self) -> Result<String> {
        let url = format!("{}/v1/version", self.base_url());
        let since = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait()? {
                bail!(
                    "the server ended at once ({status}):\n{}",
                    self.last_words()
                );
            }
            if let Some(version) = asked_version(&url) {
                return Ok(version);
            }
            if since.elapsed() > READY_WITHIN {
                self.child.kill()?;
                bail!("the server was not ready in time:\n{}", self.last_words());
            }
            // The server tells nobody that it is ready: asking is the only way.
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// The key that the server made for itself at its first start.
    pub(super) fn api_key(&self) -> Result<String> {
        let settings = fs::read_to_string(self.data.join(".env"))?;
        let line = settings
            .lines()
            .find_map(|line| line.strip_prefix("SKYVERN_API_KEY="));
        let key = line.context("the server wrote no SKYVERN_API_KEY")?;
        Ok(key.trim_matches(['\'', '"']).to_owned())
    }

    pub(super) fn base_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(super) fn data_dir(&self) -> &Path {
        &self.data
    }

    pub(super) fn log(&self) -> PathBuf {
        self.data.join("server.log")
    }

    /// Waits until the server ends.
    pub(super) fn wait(&mut self) -> Result<ExitStatus> {
        Ok(self.child.wait()?)
    }

    fn last_words(&self) -> String {
        let log = fs::read(self.log()).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }
}

/// What is the same for every start.
const SETTINGS: [(&str, &str); 14] = [
    ("ENV", "local"),
    ("BROWSER_TYPE", "chromium-headless"),
    // The live view by screenshots; the other way needs a VNC server.
    ("BROWSER_STREAMING_MODE", "cdp"),
    ("PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS", "1"),
    ("SKYVERN_TELEMETRY", "false"),
    ("DO_NOT_TRACK", "1"),
    ("LITELLM_LOCAL_MODEL_COST_MAP", "True"),
    ("OPENAI_AGENTS_DISABLE_TRACING", "1"),
    ("LLM_KEY", "OPENAI_COMPATIBLE"),
    ("ENABLE_OPENAI_COMPATIBLE", "true"),
    ("OPENAI_COMPATIBLE_MODEL_NAME", "scripted"),
    ("OPENAI_COMPATIBLE_API_KEY", "none"),
    ("OPENAI_COMPATIBLE_SUPPORTS_VISION", "true"),
    ("PYTHONUNBUFFERED", "1"),
];

/// Every folder that the server writes to. Its home too: `~/.skyvern` would be shared by all
/// servers of this user.
fn places(data: &Path) -> Vec<(&'static str, String)> {
    let at = |name: &str| data.join(name).display().to_string();
    vec![
        ("HOME", at("home")),
        ("SKYVERN_ENV_FILE", at(".env")),
        (
            "DATABASE_STRING",
            format!("sqlite+aiosqlite:///{}", at("data.db")),
        ),
        ("ARTIFACT_STORAGE_PATH", at("artifacts")),
        ("VIDEO_PATH", at("video")),
        ("HAR_PATH", at("har")),
        ("LOG_PATH", at("log")),
        ("TEMP_PATH", at("temp")),
        ("DOWNLOAD_PATH", at("downloads")),
        ("BROWSER_SESSION_BASE_PATH", at("browser_sessions")),
        ("LOCAL_CREDENTIAL_VAULT_PATH", at("credential_vault")),
        ("EXTENSIONS_BASE_PATH", at("extensions")),
    ]
}

/// What the server signs its keys with: random, and kept, so that a key outlives a restart.
fn signing_secret(data: &Path) -> Result<String> {
    let path = data.join("signing-secret");
    if let Ok(kept) = fs::read_to_string(&path) {
        return Ok(kept);
    }
    let mut random = [0_u8; 32];
    File::open("/dev/urandom")?.read_exact(&mut random)?;
    let secret = random.map(|byte| format!("{byte:02x}")).concat();
    fs::write(&path, &secret)?;
    Ok(secret)
}

/// The port if nobody listens on it; for 0, one that the system chooses.
fn free_port(port: u16) -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = listener.with_context(|| format!("port {port} cannot be used"))?;
    Ok(listener.local_addr()?.port())
}

fn asked_version(url: &str) -> Option<String> {
    let response = minreq::get(url).with_timeout(5).send().ok()?;
    let answer: Value = serde_json::from_slice(response.as_bytes()).ok()?;
    answer["version"].as_str().map(str::to_owned)
}
