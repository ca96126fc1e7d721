package dev.belay.runtime;

/**
 * The thread was interrupted while it waited at a scope's limit, in one of the forms that do not
 * declare {@link InterruptedException}. Nothing was started; the thread's status is set.
 */
public final class InterruptedForkException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  InterruptedForkException(String scope, InterruptedException cause) {
    super("interrupted at the limit of scope '" + scope + "'", cause);
  }
}
