use std::{fmt::Display, sync::LazyLock};

use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage, Kind, MessageDescriptor, MethodDescriptor};
use serde_json::Value;

use crate::ops::Failure;

/// The contract as the server has it.
static POOL: LazyLock<DescriptorPool> = LazyLock::new(|| {
    let set = include_bytes!("../../../../../src/gen/descriptors.binpb");
    DescriptorPool::decode(&set[..]).expect("descriptors")
});

/// A method by its descriptor.
pub struct Method(MethodDescriptor);

impl Method {
    /// Finds `AgentRunService/CreateAgentRun`.
    pub fn find(path: &str) -> Result<Self, Failure> {
        let (service, method) = path.split_once('/').unwrap_or_default();
        POOL.get_service_by_name(&format!("sfs.v1.{service}"))
            .and_then(|service| service.methods().find(|candidate| candidate.name() == method))
            .map(Self)
            .ok_or_else(|| broken(format!("there is no method {path}")))
    }

    /// `create_agent_run`
    pub fn name(&self) -> String {
        let mut name = String::new();
        for letter in self.0.name().chars() {
            if letter.is_ascii_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.push(letter.to_ascii_lowercase());
        }
        name
    }

    pub fn request<M: Message + Default>(&self, json: Value) -> Result<M, Failure> {
        from_json(self.0.input(), json)
    }

    pub fn response(&self) -> MessageDescriptor {
        self.0.output()
    }

    /// What a list method lists.
    pub fn item(&self) -> Result<MessageDescriptor, Failure> {
        let output = self.0.output();
        let mut lists = output.fields().filter(|field| field.is_list());
        match lists.next().map(|field| field.kind()) {
            Some(Kind::Message(item)) => Ok(item),
            _ => Err(broken(format!("{} is no list", self.0.full_name()))),
        }
    }
}

/// The descriptor of a message of sfs.v1.
pub fn descriptor(name: &str) -> MessageDescriptor {
    POOL.get_message_by_name(&format!("sfs.v1.{name}")).expect("a message of sfs.v1")
}

/// proto3 JSON to a message of the client, by way of its bytes.
pub fn from_json<M: Message + Default>(descriptor: MessageDescriptor, json: Value) -> Result<M, Failure> {
    DynamicMessage::deserialize(descriptor, json).map_err(broken)?.transcode_to().map_err(broken)
}

/// And back.
pub fn to_json<M: Message>(descriptor: MessageDescriptor, message: &M) -> Result<Value, Failure> {
    let mut dynamic = DynamicMessage::new(descriptor);
    dynamic.transcode_from(message).map_err(broken)?;
    serde_json::to_value(dynamic).map_err(broken)
}

fn broken(why: impl Display) -> Failure {
    Failure::Broken(why.to_string())
}
