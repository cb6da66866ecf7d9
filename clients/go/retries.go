package sfs

import (
	"context"
	"math/rand/v2"
	"time"

	"google.golang.org/grpc/status"
)

const (
	firstWait   = 100 * time.Millisecond
	longestWait = 5 * time.Second
	// shortestAttempt is what must be left for one more: cut short, it would hide why the others
	// failed.
	shortestAttempt = 100 * time.Millisecond
)

// retries decides between the attempts of one call.
type retries struct {
	// end is when the last attempt must have ended.
	end time.Time
	// closed is closed with the client.
	closed   <-chan struct{}
	attempts int
}

// after waits for the next attempt, or returns why there is none.
func (r *retries) after(ctx context.Context, failure *Error) error {
	if !failure.mayPass() {
		return failure
	}
	asked, _ := failure.RetryAfter()
	wait := max(asked, waitBefore(r.attempts))
	if time.Until(r.end)-shortestAttempt < wait {
		return failure
	}
	r.attempts++
	select {
	case <-time.After(wait):
		return nil
	case <-r.closed:
		return newError(ctx, errClosed, failure.RequestID)
	case <-ctx.Done():
		return newError(ctx, status.FromContextError(ctx.Err()).Err(), failure.RequestID)
	}
}

// waitBefore doubles up to a bound and is spread between half and all of it: a CI starts many jobs
// at the same second.
func waitBefore(attempt int) time.Duration {
	wait := longestWait
	if doubled := firstWait << min(attempt, 16); doubled < longestWait {
		wait = doubled
	}
	return wait/2 + rand.N(wait/2)
}
