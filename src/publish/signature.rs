//! Records that the office signed, and whether a record is one. Keys and signatures (Ed25519) are
//! OpenSSH's, so that anybody can check them with `ssh-keygen`. It signs nothing by itself.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use ssh_key::private::Ed25519Keypair;
use ssh_key::{HashAlg, LineEnding, PrivateKey, PublicKey, SshSig};

use super::edition::Edition;
use super::secrets::{configuration, is_private};
use crate::error::{Error, Result};
use crate::say;

/// The public keys of a site, in the folder of files that go out as they are: `/signing-key.txt`.
pub const PUBLIC: &str = "static/signing-key.txt";
/// The name that signatures are checked for; OpenSSH calls it the principal.
const WHO: &str = "fengbei";
/// What a signature below a record is for, so that it stands below nothing else.
const RECORD: &str = "fengbei-edition";
/// What OpenSSH takes a signature of a file for.
const FILE: &str = "file";

/// Those whose signatures count for a site.
#[derive(Debug, Clone, Default)]
pub struct Signers {
    keys: Vec<PublicKey>,
}

/// Who signs on this machine.
pub struct Signer {
    key: PrivateKey,
}

/// The keys of a site after `fengbei key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// The private key's file.
    pub private: PathBuf,
    /// The file of the public part.
    pub public: PathBuf,
    /// The key's fingerprint as OpenSSH shows it.
    pub fingerprint: String,
    /// Whether the private key was made now.
    pub is_new: bool,
}

impl Signers {
    /// The signers of the site folder `site`; without the file there are none, and nothing is signed.
    ///
    /// # Errors
    /// When a line of the file is no key.
    pub fn of(site: &Path) -> Result<Self> {
        let file = site.join(PUBLIC);
        if !file.exists() {
            return Ok(Self::default());
        }
        let text = fs::read_to_string(&file).map_err(|error| Error::read(&file, error))?;
        let lines = text.lines().enumerate();
        let keys = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let key = |(at, line): (usize, &str)| {
            line.find("ssh-")
                .and_then(|start| PublicKey::from_openssh(&line[start..]).ok())
                .ok_or_else(|| bad_line(&file, at + 1))
        };
        Ok(Self { keys: keys.map(key).collect::<Result<_>>()? })
    }

    /// Whether a record counts: one of them signed it, or the site has no signers.
    pub fn trust(&self, edition: &Edition) -> bool {
        let signed = |signature: &SshSig| {
            let text = edition.body();
            self.keys.iter().any(|key| key.verify(RECORD, text.as_bytes(), signature).is_ok())
        };
        self.keys.is_empty()
            || edition.signature.as_deref().is_some_and(|signature| {
                SshSig::from_pem(signature).is_ok_and(|signature| signed(&signature))
            })
    }

    /// Whoever signs for the site on this machine; none when the site has no signers.
    ///
    /// # Errors
    /// When the site has signers and this machine has no key of theirs.
    pub fn here(&self, site: &Path) -> Result<Option<Signer>> {
        if self.keys.is_empty() {
            return Ok(None);
        }
        let place = private()?;
        if !place.exists() {
            return Err(no_key(&place));
        }
        let signer = Signer::read(&place, site)?;
        let ours = signer.key.public_key().key_data();
        if self.keys.iter().any(|key| key.key_data() == ours) {
            Ok(Some(signer))
        } else {
            Err(no_key(&place))
        }
    }
}

impl Signer {
    fn read(place: &Path, site: &Path) -> Result<Self> {
        is_private(place, site)?;
        let text = fs::read_to_string(place).map_err(|error| Error::read(place, error))?;
        let key = PrivateKey::from_openssh(&text).map_err(|error| bad_key(place, error))?;
        if !key.is_encrypted() {
            return Ok(Self { key });
        }
        let word = std::env::var("FENGBEI_SIGNING_PASSPHRASE").unwrap_or_default();
        let key = key.decrypt(word.as_bytes()).map_err(|_| {
            let place = place.display();
            Error::Other(say!(
                "签名密钥 {place} 有口令，打不开。把口令设成环境变量 FENGBEI_SIGNING_PASSPHRASE",
                "the signing key {place} has a passphrase and cannot be opened. Set FENGBEI_SIGNING_PASSPHRASE to it"
            ))
        })?;
        Ok(Self { key })
    }

    /// Signs a record.
    ///
    /// # Errors
    /// When the key cannot sign: it is kept in hardware, for instance.
    pub fn sign(&self, edition: &mut Edition) -> Result<()> {
        edition.signature = Some(self.signature(RECORD, &edition.body())?);
        Ok(())
    }

    /// A signature of a file's bytes, to lie beside it.
    ///
    /// # Errors
    /// As those of [`Self::sign`].
    pub fn signature_of_file(&self, text: &str) -> Result<String> {
        self.signature(FILE, text)
    }

    fn signature(&self, purpose: &str, text: &str) -> Result<String> {
        let signed = self.key.sign(purpose, HashAlg::Sha512, text.as_bytes());
        let pem = signed.and_then(|signature| signature.to_pem(LineEnding::LF));
        let place = private()?;
        pem.map(|pem| format!("{}\n", pem.trim_end())).map_err(|error| bad_key(&place, error))
    }
}

/// Sees that this machine has a key, and that the site folder `site` has its public part. A key that is
/// there is used; `name` stands beside it for people to read.
///
/// # Errors
/// When a file cannot be read or written, or the machine has no random numbers.
pub fn provide(site: &Path, name: &str) -> Result<Keys> {
    let place = private()?;
    let is_new = !place.exists();
    if is_new {
        write_private(&place, &make(name)?)?;
    }
    let signer = Signer::read(&place, site)?;
    let mut key = signer.key.public_key().clone();
    key.set_comment(name);
    let file = site.join(PUBLIC);
    let signers = Signers::of(site)?;
    if !signers.keys.iter().any(|known| known.key_data() == key.key_data()) {
        let line = key.to_openssh().map_err(|error| bad_key(&place, error))?;
        add_line(&file, &format!("{WHO} {line}\n"))?;
    }
    let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
    Ok(Keys { private: place, public: file, fingerprint, is_new })
}

/// Where this machine keeps its private key.
fn private() -> Result<PathBuf> {
    if let Some(set) = std::env::var_os("FENGBEI_SIGNING_KEY") {
        return Ok(set.into());
    }
    configuration().map(|folder| folder.join("signing-key")).ok_or_else(|| {
        Error::Other(say!(
            "不知道签名密钥放在哪里。请设环境变量 FENGBEI_SIGNING_KEY",
            "it is not known where the signing key lies. Set FENGBEI_SIGNING_KEY"
        ))
    })
}

fn make(name: &str) -> Result<String> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| {
        Error::Other(say!(
            "系统给不出随机数（{error}），没有生成密钥",
            "the system gives no random numbers ({error}), so no key was made"
        ))
    })?;
    let pair = Ed25519Keypair::from_seed(&seed);
    let key = PrivateKey::new(pair.into(), name).and_then(|key| key.to_openssh(LineEnding::LF));
    key.map(|text| text.to_string()).map_err(|error| bad_key(Path::new(WHO), error))
}

/// Writes the private key so that nobody else can read it, not even for a moment, and never over
/// another.
fn write_private(place: &Path, text: &str) -> Result<()> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|error| Error::write(folder, error))?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(place).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| Error::write(place, error))
}

fn add_line(file: &Path, line: &str) -> Result<()> {
    let mut text = if file.exists() {
        fs::read_to_string(file).map_err(|error| Error::read(file, error))?
    } else {
        format!("# ssh-keygen -Y verify -f signing-key.txt -I {WHO} -n {FILE} -s FILE.sig < FILE\n")
    };
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(line);
    let folder = file.parent().expect("it lies in a folder");
    fs::create_dir_all(folder).map_err(|error| Error::write(folder, error))?;
    let draft = file.with_extension("new");
    fs::write(&draft, text).map_err(|error| Error::write(&draft, error))?;
    fs::rename(&draft, file).map_err(|error| Error::moving(file, error))
}

fn bad_line(file: &Path, line: usize) -> Error {
    let file = file.display();
    Error::Other(say!(
        "{file} 第 {line} 行不是公钥。公钥由 fengbei key 写入，请不要手改；不用的整行删去",
        "line {line} of {file} is no public key. fengbei key writes them; do not edit a line, remove it whole"
    ))
}

fn bad_key(place: &Path, error: impl std::fmt::Display) -> Error {
    let place = place.display();
    Error::Other(say!(
        "签名密钥 {place} 不能用（{error}）。请用 fengbei key 生成的密钥",
        "the signing key {place} cannot be used ({error}). Use one that fengbei key made"
    ))
}

fn no_key(place: &Path) -> Error {
    let place = place.display();
    Error::Other(say!(
        "这个网站的发布记录要签名，这台电脑的 {place} 却不是登记在 {PUBLIC} 里的密钥。从原来的电脑拷来；丢了就\
         运行 fengbei key 换新的，再从 {PUBLIC} 删去旧的一行",
        "this site's records are signed, and {place} on this machine is no key listed in {PUBLIC}. Bring it from the \
         machine that has it; if it is lost, run fengbei key for a new one and remove the old line of {PUBLIC}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(name: &str) -> Signer {
        Signer { key: PrivateKey::from_openssh(make(name).expect("made")).expect("a key") }
    }

    fn edition() -> Edition {
        let stamp = super::super::Stamp { digest: blake3::hash(b"x"), length: 1 };
        let files = [("双拥/a.html".to_owned(), stamp)].into();
        Edition { time: 1_785_547_800, by: "office@desk".into(), files, signature: None }
    }

    #[test]
    fn only_an_unchanged_record_signed_by_a_signer_counts() {
        let (ours, other) = (signer("示例办"), signer("别人"));
        let signers = Signers { keys: vec![ours.key.public_key().clone()] };
        let mut signed = edition();
        assert!(!signers.trust(&signed) && Signers::default().trust(&signed));
        ours.sign(&mut signed).expect("it signs");
        assert!(signers.trust(&signed));
        assert_eq!(Edition::parse(&signed.to_text()), Some(signed.clone()));
        let mut changed = signed.clone();
        changed.time += 1;
        assert!(!signers.trust(&changed));
        let mut foreign = edition();
        other.sign(&mut foreign).expect("it signs");
        assert!(!signers.trust(&foreign));
        // A signature of a file with the same words is no signature of a record.
        let text = signed.body();
        signed.signature = Some(ours.signature_of_file(&text).expect("it signs"));
        assert!(!signers.trust(&signed));
    }
}
