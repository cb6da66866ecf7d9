package sfs

import "fmt"

// ConfigError says what is wrong with the settings. It repeats no value that could be a secret.
type ConfigError struct {
	message string
}

// Error says what is wrong, and how to mend it.
func (e *ConfigError) Error() string {
	return e.message
}

func configError(format string, values ...any) *ConfigError {
	return &ConfigError{fmt.Sprintf(format, values...)}
}
