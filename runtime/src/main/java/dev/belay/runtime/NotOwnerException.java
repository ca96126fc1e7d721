package dev.belay.runtime;

/** A thread called what only the owner of a scope, or only a thread outside of it, may call. */
public final class NotOwnerException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NotOwnerException(String message) {
    super(message);
  }
}
