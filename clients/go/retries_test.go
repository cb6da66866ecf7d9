package sfs

import (
	"context"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"google.golang.org/grpc/codes"
)

func TestWaitBefore(t *testing.T) {
	for attempt, longest := range map[int]time.Duration{
		0: 100 * time.Millisecond, 1: 200 * time.Millisecond, 5: 3200 * time.Millisecond, 6: longestWait, 1000: longestWait,
	} {
		for range 100 {
			if got := waitBefore(attempt); got < longest/2 || got > longest {
				t.Fatalf("attempt %d: got %v, want half to all of %v", attempt, got, longest)
			}
		}
	}
}

func TestNoWaitIsTooLong(t *testing.T) {
	wait := time.Duration(math.MaxInt64)
	limited := &Error{Code: codes.ResourceExhausted, retryAfter: &wait}
	attempts := &retries{end: time.Now().Add(time.Second)}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if err := attempts.after(ctx, limited); err != limited {
		t.Errorf("got %v", err)
	}
}

func TestRetriesObeyTheServerUntilTheDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wait := 4 * time.Second
		limited := &Error{Code: codes.ResourceExhausted, retryAfter: &wait}
		begun := time.Now()
		attempts := &retries{end: begun.Add(10 * time.Second)}
		for range 2 {
			if err := attempts.after(t.Context(), limited); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(begun); took != 8*time.Second {
			t.Errorf("waited %v", took)
		}
		if err := attempts.after(t.Context(), limited); err != limited || time.Since(begun) != 8*time.Second {
			t.Errorf("got %v after %v", err, time.Since(begun))
		}
	})
}
