package dev.belay.runtime;

/**
 * Services failed more often than a supervisor bears, and everything was stopped. The cause is what
 * the last body threw; there is none if it had returned.
 */
public final class SupervisorFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SupervisorFailedException(String supervisor, String service, Throwable cause) {
    super(
        "supervisor '" + supervisor + "': too many restarts, the last one of '" + service + "'",
        cause);
  }
}
