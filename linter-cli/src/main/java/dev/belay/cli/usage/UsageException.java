package dev.belay.cli.usage;

/**
 * The user asked for what cannot be done. The message is one line naming option and value; it is
 * shown without a trace.
 */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A line for the user, lower case, no full stop. */
  public UsageException(String line) {
    super(line);
  }

  /** The same, with what the system said kept for a debugger. */
  public UsageException(String line, Throwable cause) {
    super(line, cause);
  }
}
