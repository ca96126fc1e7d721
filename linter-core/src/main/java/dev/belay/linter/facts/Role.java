package dev.belay.linter.facts;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The part a type or method plays in a task API, as the catalogue tells it. */
public enum Role {
  /** Type: a value stands for a started task; subtypes too. */
  HANDLE,
  /** Type: no task handle, whatever it extends. */
  NO_HANDLE,
  /**
   * Type: itself, subtypes not, also stands for I/O: a task's only from a method that starts one.
   */
  IO_HANDLE,
  /** Type: runs what it is handed; subtypes too. */
  EXECUTOR,
  /** Type: an executor that somebody has to shut down; subtypes too. */
  OWNED_EXECUTOR,
  /** Type: a thread, or a timer that owns one; subtypes too. */
  THREAD,
  /** Type: holds tasks, or a right to cancel, until whoever opened it closes it; subtypes too. */
  SCOPE,
  /** Type: tells work to stop; handed from call to call. */
  TOKEN,
  /** Type: its {@code run}, {@code call} or {@code compute} is a task's body when implemented. */
  BODY,
  /** Type: logs or prints; what is passed to it is looked at, not observed. */
  LOGGER,
  /** Method: its function arguments run as tasks, on another thread or later. */
  STARTS,
  /** Method: makes an executor that the caller owns. */
  MAKES_EXECUTOR,
  /** Method: gives an executor that stands for its argument; the argument stays the caller's. */
  WRAPS_EXECUTOR,
  /** Method: starts a thread and returns it. */
  STARTS_THREAD,
  /** Method: makes a thread that is not started yet. */
  MAKES_THREAD,
  /** Method: returns its receiver, or a handle that was there before. */
  SAME_HANDLE,
  /** Method: returns a handle that stands for no running work. */
  NO_TASK,
  /** Method: gives a handle's next stage, which does not read the failure. */
  CHAINS,
  /** Method: gives a handle's next stage, or registers a callback, that reads the failure. */
  READS_FAILURE,
  /** Method: waits until interrupted, without declaring it. */
  INTERRUPTIBLE,
  /** Method: declares the interrupt, but answers at once. */
  NEVER_WAITS,
  /** Method: throws when what it blocks on is closed by another thread. */
  CLOSABLE_WAIT,
  /** Method: waits for, cancels or listens to its receiver. */
  OBSERVES,
  /** Method: merely looks at its arguments. */
  LOOKS,
  /** Method: runs its function argument to see it fail, as tests do. */
  EXPECTS_FAILURE,
  /** Method: what is called on its result is stubbed or verified, not run. */
  STUBS,
  /** Method: shuts an executor down. */
  SHUTS_DOWN,
  /** Method: opens a scope that the caller has to close. */
  OPENS_SCOPE,
  /** Method: ends a scope. */
  CLOSES_SCOPE,
  /** Method: waits for the tasks of a scope that must not be closed before. */
  JOINS_SCOPE,
  /** Method: tells whether cancellation was asked for. */
  CANCELLATION_CHECK,
  /** Method: sets the current thread's interrupt status, or throws its equivalent. */
  RESTORES_INTERRUPT,
  /** Type: thrown in place of the interrupt, by its own documentation. */
  INTERRUPT_EQUIVALENT,
  /** Method: never returns. */
  NEVER_RETURNS,
  /** Type or method: one of the user's own that is to be left alone. */
  KNOWN_SAFE;

  private static final Map<String, Role> BY_WORD = new HashMap<>();

  static {
    for (Role role : values()) {
      BY_WORD.put(role.word(), role);
    }
  }

  /** As the catalogue and the configuration write it: {@code never-waits}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of a word; empty for an unknown one. */
  public static Optional<Role> find(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }
}
