//! The services that a site can be published to, one file each. None of them knows what a file is for.

mod apart;
mod folder;
#[cfg(feature = "publish")]
mod ftp;
#[cfg(feature = "publish")]
mod sftp;
#[cfg(feature = "publish")]
mod ssh;
#[cfg(feature = "publish")]
mod store;
#[cfg(feature = "publish")]
mod tls;

use super::secrets::Secrets;
use super::target::Target;
use crate::error::Result;
use crate::model::{Destination, Service};

pub use folder::FolderTarget;

/// The target of a destination.
pub fn open(destination: &Destination, secrets: &Secrets) -> Result<Box<dyn Target>> {
    let Some(apart) = &destination.apart else {
        return reach(destination, secrets);
    };
    let above = Destination { root: apart.top.clone(), ..destination.clone() };
    Ok(Box::new(apart::ApartTarget::new(reach(&above, secrets)?, apart.clone())))
}

/// The target at the root of a destination.
#[cfg(feature = "publish")]
fn reach(destination: &Destination, secrets: &Secrets) -> Result<Box<dyn Target>> {
    match destination.service {
        Service::Folder => Ok(Box::new(FolderTarget::new(&destination.root))),
        Service::Sftp => Ok(Box::new(sftp::SftpTarget::open(destination, secrets)?)),
        Service::Ftp | Service::Ftps => Ok(Box::new(ftp::FtpTarget::open(destination, secrets)?)),
        Service::Webdav | Service::S3 => {
            Ok(Box::new(store::StoreTarget::open(destination, secrets)?))
        }
    }
}

/// The target at the root of a destination; without the feature `publish`, only a folder.
#[cfg(not(feature = "publish"))]
fn reach(destination: &Destination, _: &Secrets) -> Result<Box<dyn Target>> {
    match destination.service {
        Service::Folder => Ok(Box::new(FolderTarget::new(&destination.root))),
        service
        @ (Service::Sftp | Service::Ftp | Service::Ftps | Service::Webdav | Service::S3) => {
            Err(cannot(service))
        }
    }
}

#[cfg(not(feature = "publish"))]
/// What is said of a service that this program does not have.
fn cannot(service: Service) -> crate::error::Error {
    let service = service.key();
    crate::error::Error::Other(crate::say!(
        "这个程序不能用 {service} 发布。可以先发布到文件夹（fs），再用别的办法传上去",
        "this program cannot publish by {service}. Publish to a folder (fs) and bring it there by other means"
    ))
}
