//! What templates see of views that pages share, made once for each.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use serde::Serialize;
use tera::Value;

use crate::view::Shared;

/// Shared views as templates see them, by their digests.
#[derive(Debug, Default)]
pub struct Made(RwLock<HashMap<u128, Value>>);

impl Made {
    /// What templates see of `view`.
    pub fn value<T: Serialize>(&self, view: &Shared<T>) -> Value {
        let known =
            self.0.read().unwrap_or_else(PoisonError::into_inner).get(&view.digest()).cloned();
        known.unwrap_or_else(|| {
            let value = Value::from_serializable::<T>(view);
            let mut made = self.0.write().unwrap_or_else(PoisonError::into_inner);
            made.insert(view.digest(), value.clone());
            value
        })
    }
}
