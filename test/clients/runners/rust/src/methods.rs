use std::pin::Pin;

use prost::Message;
use prost_reflect::MessageDescriptor;
use serde_json::Value;
use sfs_client::{Client, ResultStream};
use tokio_stream::{Stream, StreamExt as _};

use crate::{
    messages::{Method, to_json},
    ops::Failure,
};

/// proto3 JSON.
pub type Items = Pin<Box<dyn Stream<Item = Result<Value, Failure>> + Send>>;

/// Calls a method by its name.
pub async fn call(client: &Client, method: &Method, request: Value) -> Result<Value, Failure> {
    macro_rules! methods {
        ($($service:ident { $($name:ident)* })*) => {
            match method.name().as_str() {
                $($(stringify!($name) => {
                    let response = client.$service().$name(method.request(request)?).await?;
                    to_json(method.response(), &response)
                })*)*
                other => Err(unknown(other)),
            }
        };
    }
    methods! {
        agent_runs {
            create_agent_run start_agent_run heartbeat_agent_run complete_agent_run cancel_agent_run get_agent_run
            list_agent_runs list_findings
        }
        audit {
            list_audit_events get_audit_report get_checkpoint get_inclusion_proof get_consistency_proof list_log_keys
            purge_payloads set_legal_hold redact_agent_run
        }
        personas {
            create_persona get_persona list_personas list_persona_versions update_persona deactivate_persona
        }
        projects {
            get_organization update_organization create_project get_project list_projects update_project archive_project
            create_member list_members update_member remove_member create_personal_key list_personal_keys
            rotate_personal_key revoke_personal_key
        }
        server { get_server_info }
        service_keys {
            create_service_key get_service_key list_service_keys rotate_service_key revoke_service_key who_am_i
        }
        tickets {
            create_ticket get_ticket list_tickets update_ticket start_ticket heartbeat_ticket release_ticket
            complete_ticket accept_ticket reopen_ticket block_ticket unblock_ticket approve_ticket dismiss_ticket
            cancel_ticket close_ticket add_ticket_comment list_ticket_comments list_ticket_history
        }
    }
}

/// All items of a list method.
pub fn all(client: &Client, method: &Method, request: Value) -> Result<Items, Failure> {
    macro_rules! lists {
        ($($name:ident)*) => {
            match method.name().replacen("list_", "all_", 1).as_str() {
                $(stringify!($name) => in_json(method.item()?, client.$name(method.request(request)?)),)*
                other => return Err(unknown(other)),
            }
        };
    }
    Ok(lists! {
        all_agent_runs all_findings all_tickets all_ticket_comments all_ticket_history all_personas all_persona_versions
        all_projects all_members all_personal_keys all_service_keys all_audit_events
    })
}

/// The messages of a server stream.
pub fn stream(client: &Client, method: &Method, request: Value) -> Result<Items, Failure> {
    macro_rules! streams {
        ($($service:ident { $($name:ident)* })*) => {
            match method.name().as_str() {
                $($(stringify!($name) =>
                    in_json(method.response(), client.$service().$name(method.request(request)?)),)*)*
                other => return Err(unknown(other)),
            }
        };
    }
    Ok(streams! {
        agent_runs { watch_agent_run }
        audit { export_audit_events read_log get_agent_run_receipt }
        tickets { watch_ticket }
    })
}

/// The items of a stream as proto3 JSON.
pub fn in_json<M: Message + 'static>(descriptor: MessageDescriptor, stream: ResultStream<M>) -> Items {
    Box::pin(stream.map(move |item| to_json(descriptor.clone(), &item?)))
}

fn unknown(name: &str) -> Failure {
    Failure::Broken(format!("the runner does not know {name}"))
}
