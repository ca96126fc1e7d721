package dev.belay.runtime;

/** A task ended by a throwable, which is the cause. Failures of other tasks are suppressed here. */
public final class TaskFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  TaskFailedException(Throwable failure) {
    super(failure.toString(), failure);
  }

  TaskFailedException(Failures failures) {
    this(failures.first());
    failures.suppressOthersIn(this);
  }
}
