//! Ending work that is under way from outside, for callers that cannot drop its future.
//!
//! Swift waits for a call to its end whatever becomes of its task; Kotlin and Python drop the future by themselves.

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use crate::error::{Error, Result};

/// Ends what it watches. Once stopped it stays so: work that begins late is not begun.
#[derive(Debug, Default)]
pub struct Stop {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    stopped: bool,
    /// Those who wait, by a number that is never used twice.
    waiting: BTreeMap<u64, Waker>,
    next: u64,
}

impl Stop {
    /// Ends what is watched, at the next point where it would wait.
    pub fn stop(&self) {
        let waiting = {
            let mut state = self.state();
            state.stopped = true;
            std::mem::take(&mut state.waiting)
        };
        // Outside the lock: a waker may run the work at once.
        waiting.into_values().for_each(Waker::wake);
    }

    /// Does the work, or drops it when it is stopped.
    ///
    /// # Errors
    /// Those of the work; `Interrupted` when it was stopped before it came to its end.
    pub async fn watch<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        let place = Place::take(self);
        let mut work = pin!(work);
        std::future::poll_fn(|context| {
            if !place.wait(context.waker()) {
                return Poll::Ready(Err(Error::Stopped));
            }
            work.as_mut().poll(context)
        })
        .await
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place among those who wait; given back when the work ends, is dropped or panics.
struct Place<'a> {
    stop: &'a Stop,
    number: u64,
}

impl<'a> Place<'a> {
    fn take(stop: &'a Stop) -> Self {
        let mut state = stop.state();
        let number = state.next;
        state.next += 1;
        Self { stop, number }
    }

    /// Whether there is still something to wait for; `waker` hears when there is not.
    fn wait(&self, waker: &Waker) -> bool {
        let mut state = self.stop.state();
        if !state.stopped {
            state.waiting.insert(self.number, waker.clone());
        }
        !state.stopped
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.stop.state().waiting.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::{Context, Wake};

    use super::*;
    use crate::error::ErrorKind;

    #[derive(Default)]
    struct Bell(AtomicBool);

    impl Wake for Bell {
        fn wake(self: Arc<Self>) {
            self.0.store(true, Ordering::SeqCst);
        }
    }

    #[test]
    fn stopping_wakes_what_waits_and_ends_it() {
        let (stop, bell) = (Stop::default(), Arc::new(Bell::default()));
        let waker = Waker::from(bell.clone());
        let mut context = Context::from_waker(&waker);
        {
            let mut work = pin!(stop.watch(pending::<Result<()>>()));
            assert!(work.as_mut().poll(&mut context).is_pending());
            stop.stop();
            assert!(bell.0.load(Ordering::SeqCst), "nobody came back to the work");
            let Poll::Ready(Err(error)) = work.as_mut().poll(&mut context) else {
                panic!("the work goes on");
            };
            assert_eq!(error.kind(), ErrorKind::Interrupted);
        }
        assert!(stop.state().waiting.is_empty());
    }

    #[test]
    fn what_begins_late_is_not_begun() {
        let stop = Stop::default();
        stop.stop();
        let mut begun = false;
        let work = async {
            begun = true;
            Ok(())
        };
        let mut context = Context::from_waker(Waker::noop());
        let Poll::Ready(Err(_)) = pin!(stop.watch(work)).poll(&mut context) else {
            panic!("it was begun");
        };
        assert!(!begun);
    }

    #[test]
    fn work_that_ends_leaves_nobody_waiting() {
        let stop = Stop::default();
        let mut context = Context::from_waker(Waker::noop());
        let done = pin!(stop.watch(ready(Ok(7)))).poll(&mut context);
        assert!(matches!(done, Poll::Ready(Ok(7))));
        {
            let mut dropped = pin!(stop.watch(pending::<Result<()>>()));
            assert!(dropped.as_mut().poll(&mut context).is_pending());
            assert_eq!(stop.state().waiting.len(), 1);
        }
        assert!(stop.state().waiting.is_empty());
    }
}
