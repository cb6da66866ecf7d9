/** Messages, enums and schemas of sfs.v1, made from the protos. */
export * from './gen/sfs/v1/actor_pb.ts';
export * from './gen/sfs/v1/agent_run_pb.ts';
export * from './gen/sfs/v1/audit_pb.ts';
export * from './gen/sfs/v1/error_pb.ts';
export * from './gen/sfs/v1/persona_pb.ts';
export * from './gen/sfs/v1/project_pb.ts';
export * from './gen/sfs/v1/server_pb.ts';
export * from './gen/sfs/v1/service_key_pb.ts';
export * from './gen/sfs/v1/severity_pb.ts';
export * from './gen/sfs/v1/ticket_pb.ts';
