package dev.belay.runtime;

import java.util.Objects;
import java.util.concurrent.CancellationException;

/** Work was given up because it was cancelled, and why. A body may throw it to end as aborted. */
public final class CancelledException extends CancellationException {
  private static final long serialVersionUID = 1L;

  private final transient Object reason;

  /**
   * An exception for this reason.
   *
   * @param reason why; becomes the cause if it is a throwable
   */
  public CancelledException(Object reason) {
    super("cancelled: " + Objects.requireNonNull(reason, "reason"));
    this.reason = reason;
    if (reason instanceof Throwable cause) {
      initCause(cause);
    }
  }

  /** Why; the message's text after the exception was serialized. */
  public Object reason() {
    return reason == null ? getMessage() : reason;
  }
}
