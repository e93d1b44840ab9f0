//! The one provider of cryptography for TLS. It decides nothing about trust.

use std::sync::Once;

/// Makes it known, once.
pub fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Somebody who was first has installed one that serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}
