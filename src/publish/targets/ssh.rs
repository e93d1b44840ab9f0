//! Connecting to an SSH server that is known, as somebody it lets in. It never learns a host key by
//! itself.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use russh::client::{Config, Handle, Handler, connect_stream};
use russh::keys::PublicKeyOrCertificate;
use russh::keys::agent::AgentIdentity;
use russh::keys::agent::client::AgentClient;
use russh::keys::known_hosts::known_host_keys_path;
use russh::keys::ssh_key::{Algorithm, HashAlg, PublicKey};
use russh::keys::{PrivateKeyWithHashAlg, load_secret_key};
use russh::{Preferred, client};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::publish::secrets::{Secret, home};
use crate::publish::target::{Kind, Trouble};

/// Nobody waits longer for a server to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server, and who we are there.
#[derive(Debug, Clone)]
pub struct Account {
    /// Host name or IP address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// The account's name.
    pub user: String,
    /// File of a private key.
    pub key: Option<PathBuf>,
    /// What the private key is encrypted with.
    pub passphrase: Option<Secret>,
    /// The account's password.
    pub password: Option<Secret>,
    /// File of the hosts that are known.
    pub known_hosts: Option<PathBuf>,
}

/// Hears from the server; all it must decide is whether to trust its key.
pub struct Witness {
    known: Vec<PublicKey>,
    place: String,
}

/// Why no connection came about.
#[derive(Debug)]
pub enum Refusal {
    /// The protocol failed.
    Protocol(russh::Error),
    /// The key is not the one that is known.
    Key(Trouble),
}

impl From<russh::Error> for Refusal {
    fn from(error: russh::Error) -> Self {
        Self::Protocol(error)
    }
}

impl Handler for Witness {
    type Error = Refusal;

    async fn check_server_key(&mut self, key: &PublicKeyOrCertificate) -> Result<bool, Refusal> {
        let key = match key {
            PublicKeyOrCertificate::PublicKey { key, .. } => key.clone(),
            PublicKeyOrCertificate::Certificate(certificate) => {
                certificate.public_key().clone().into()
            }
        };
        if self.known.iter().any(|known| known.key_data() == key.key_data()) {
            return Ok(true);
        }
        let kind = if self.known.is_empty() { Kind::HostUnknown } else { Kind::HostKey };
        Err(Refusal::Key(Trouble::new(kind, &self.place, key.fingerprint(HashAlg::Sha256))))
    }
}

impl Account {
    /// The server as a person would write it.
    pub fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Connects and logs in.
    pub async fn connect(&self) -> Result<Handle<Witness>, Trouble> {
        let place = self.place();
        let lost = |kind, said: String| Trouble::new(kind, &place, said);
        let known = self.known()?;
        let config = Config {
            nodelay: true,
            keepalive_interval: Some(Duration::from_secs(15)),
            preferred: Preferred { key: preferred(&known).into(), ..Preferred::DEFAULT },
            ..Config::default()
        };
        let opened = timeout(PATIENCE, TcpStream::connect((self.host.as_str(), self.port))).await;
        let stream = match opened {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => return Err(lost(Kind::Unreachable, error.to_string())),
            Err(_) => return Err(lost(Kind::Unreachable, "timeout".into())),
        };
        // Small requests must not wait for each other.
        let _ = stream.set_nodelay(true);
        let witness = Witness { known, place: place.clone() };
        let greeted = timeout(PATIENCE, connect_stream(Arc::new(config), stream, witness)).await;
        let mut handle = match greeted {
            Ok(Ok(handle)) => handle,
            Ok(Err(Refusal::Key(trouble))) => return Err(trouble),
            Ok(Err(Refusal::Protocol(error))) => return Err(lost(Kind::Lost, error.to_string())),
            Err(_) => return Err(lost(Kind::Lost, "timeout".into())),
        };
        self.log_in(&mut handle).await?;
        Ok(handle)
    }

    /// The keys that are known of this server.
    fn known(&self) -> Result<Vec<PublicKey>, Trouble> {
        let usual = || home().map(|home| home.join(".ssh").join("known_hosts"));
        let Some(file) = self.known_hosts.clone().or_else(usual) else { return Ok(Vec::new()) };
        let read = known_host_keys_path(&self.host, self.port, &file);
        let keys =
            read.map_err(|error| Trouble::new(Kind::Other, &file.display().to_string(), error))?;
        Ok(keys.into_iter().map(|(_, key)| key).collect())
    }

    async fn log_in(&self, handle: &mut Handle<Witness>) -> Result<(), Trouble> {
        let mut tried = Vec::new();
        if let Some(file) = &self.key {
            tried.push(format!("key {}", file.display()));
            if self.by_key(handle, file).await? {
                return Ok(());
            }
        } else if self.by_agent(handle).await? {
            return Ok(());
        }
        if let Some(password) = &self.password {
            tried.push("password".into());
            let answer = handle.authenticate_password(&self.user, password.reveal()).await;
            if answer.map_err(|error| self.refused(error))?.success() {
                return Ok(());
            }
        }
        Err(self.refused(tried.join(", ")))
    }

    async fn by_key(&self, handle: &mut Handle<Witness>, file: &PathBuf) -> Result<bool, Trouble> {
        let passphrase = self.passphrase.as_ref().map(Secret::reveal);
        let key = load_secret_key(file, passphrase)
            .map_err(|error| Trouble::new(Kind::Login, &file.display().to_string(), error))?;
        let hash = rsa_hash(handle, key.algorithm()).await;
        let key = PrivateKeyWithHashAlg::new(Arc::new(key), hash);
        let answer = handle.authenticate_publickey(&self.user, key).await;
        Ok(answer.map_err(|error| self.refused(error))?.success())
    }

    /// Tries every key of the agent, when there is one.
    #[cfg(unix)]
    async fn by_agent(&self, handle: &mut Handle<Witness>) -> Result<bool, Trouble> {
        let Ok(mut agent) = AgentClient::connect_env().await else { return Ok(false) };
        let identities = agent.request_identities().await.unwrap_or_default();
        for identity in identities {
            let AgentIdentity::PublicKey { key, .. } = identity else { continue };
            let hash = rsa_hash(handle, key.algorithm()).await;
            let answer =
                handle.authenticate_publickey_with(&self.user, key, hash, &mut agent).await;
            if answer.map_err(|error| self.refused(format!("{error:?}")))?.success() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    #[cfg(not(unix))]
    async fn by_agent(&self, _: &mut Handle<Witness>) -> Result<bool, Trouble> {
        Ok(false)
    }

    fn refused(&self, said: impl ToString) -> Trouble {
        let place = format!("{}@{}", self.user, self.place());
        Trouble::new(Kind::Login, &place, said)
    }
}

/// The hash that the server wants with an RSA key.
async fn rsa_hash<H: client::Handler>(handle: &Handle<H>, algorithm: Algorithm) -> Option<HashAlg> {
    if !algorithm.is_rsa() {
        return None;
    }
    match handle.best_supported_rsa_hash().await {
        Ok(Some(hash)) => hash,
        Ok(None) | Err(_) => Some(HashAlg::Sha512),
    }
}

/// Every kind of host key, those that are known of the server first, so that it shows one we can tell.
fn preferred(known: &[PublicKey]) -> Vec<Algorithm> {
    let is_known = |kind: &Algorithm| {
        known.iter().any(|key| {
            let known = key.algorithm();
            known == *kind || known.is_rsa() && kind.clone().is_rsa()
        })
    };
    let mut kinds = Preferred::DEFAULT.key.to_vec();
    kinds.sort_by_key(|kind| !is_known(kind));
    kinds
}
