//! The client of sfs, a control plane for AI agents in CI.
//!
//! ```no_run
//! use sfs_client::{Options, connect, v1::WhoAmIRequest};
//!
//! # async fn example() -> Result<(), sfs_client::Error> {
//! let client = connect(Options::default()).await?;
//! let answer = client.service_keys().who_am_i(WhoAmIRequest {}).await?;
//! println!("{}", answer.organization.unwrap_or_default().name);
//! # Ok(())
//! # }
//! ```
//!
//! Calls are tried again until their deadline where that can help, and change nothing twice. Messages are in [`v1`].

mod call;
mod channel;
mod client;
mod environment;
mod error;
mod findings;
mod method;
mod options;
mod pages;
mod profile;
mod retry;
mod server;
mod settings;
mod stream;
mod watch;

/// The services of the API: what [`Client::tickets`] and its likes return.
#[rustfmt::skip]
#[path = "gen/services.rs"]
pub mod services;

/// The messages of the API, generated from its protos.
#[rustfmt::skip]
#[allow(missing_docs, clippy::all, rustdoc::all)]
#[path = "gen/sfs.v1.rs"]
pub mod v1;

pub use client::{Client, connect};
pub use error::{CallError, ConfigError, Error, Violation};
pub use options::Options;
pub use stream::ResultStream;

/// Times and field masks.
pub use prost_types;
pub use tonic::Code;
