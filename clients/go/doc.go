// Package sfs is the Go client of sfs, a control plane for AI agents in CI.
//
// [Connect] takes its settings from [Options], then from the environment, then from the profile
// that sfs auth login wrote. The fields of [Client] are the generated gRPC clients of the services.
// Every call through them carries the key, has a deadline, is tried again where that is safe, and
// fails with an [*Error] or, where the settings are at fault, with a [*ConfigError].
//
// The messages are in the package [sfs.example/clients/go/gen/sfs/v1].
package sfs
