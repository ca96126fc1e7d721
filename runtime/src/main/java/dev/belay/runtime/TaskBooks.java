package dev.belay.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tasks that a scope holds: those that run, and the forked ones that have ended and wait to be
 * taken. The ledger's lock guards it; nothing here allocates when a task ends.
 *
 * <p>They stand in an array, in the order of forking, and not in a linked list: a new task would be
 * written into its neighbour, which runs on another processor by then. Those that wait to be taken
 * are also a queue in the order of ending.
 */
final class TaskBooks<T> {

  /** Where a task stands. */
  enum Place {
    /** Has not been admitted, or could not begin. */
    NONE,
    RUNNING,
    /** Has ended and waits to be taken. */
    READY,
    /** Has ended and was taken, or nothing of it is kept. */
    GONE;

    boolean isDone() {
      return compareTo(READY) >= 0;
    }
  }

  /**
   * What a join of all tasks takes, in the order of forking.
   *
   * @param values what bodies returned
   * @param others the tasks that failed or were aborted
   */
  record Taken<T>(List<T> values, List<TaskRun<T>> others) {}

  private static final int SMALL = 16;

  /** Null where a task has left; those in use end before {@link #end}. */
  private TaskRun<T>[] held = array(SMALL);

  private int end;
  private int left;

  /** In the order of ending, linked by {@code later}; some may have been taken out of turn. */
  private TaskRun<T> first;

  private TaskRun<T> last;
  private int takenOutOfTurn;

  private int running;
  private int outstanding;
  private int ready;
  private long numbers;
  private long ends;

  @SuppressWarnings({"unchecked", "rawtypes"}) // filled by add() alone
  private static <T> TaskRun<T>[] array(int length) {
    return new TaskRun[length];
  }

  /** How many run, forked and started together. */
  int running() {
    return running;
  }

  /** How many forked ones run. */
  int outstanding() {
    return outstanding;
  }

  /** How many have ended and wait to be taken. */
  int ready() {
    return ready;
  }

  /** How many numbers were given out. */
  long numbers() {
    return numbers;
  }

  long nextNumber() {
    return ++numbers;
  }

  /** A task that is about to run. */
  void add(TaskRun<T> task) {
    hold(task);
    task.moveTo(Place.RUNNING);
    running++;
    if (task.forked) {
      outstanding++;
    }
  }

  /** Strikes out a task that will not run after all; does nothing if it was never added. */
  void strike(TaskRun<T> task) {
    if (task.place() == Place.RUNNING) {
      task.moveTo(Place.NONE);
      leaveRunning(task);
      letGo(task.slot);
    }
  }

  /** A task that was added has ended, or one that was refused. */
  void end(TaskRun<T> task) {
    boolean added = task.place() == Place.RUNNING;
    if (added) {
      leaveRunning(task);
    }
    if (task.forked) {
      if (!added) {
        hold(task);
      }
      append(task);
      return;
    }
    if (added) {
      letGo(task.slot);
    }
    task.moveTo(Place.GONE);
  }

  private void leaveRunning(TaskRun<T> task) {
    running--;
    if (task.forked) {
      outstanding--;
    }
  }

  private void append(TaskRun<T> task) {
    ends++;
    if (!task.hasValue()) {
      // Those with a value are never put in order, and the field lies far from the others.
      task.endNumber = ends;
    }
    task.later = null;
    task.moveTo(Place.READY);
    if (last == null) {
      first = task;
    } else {
      last.later = task;
    }
    last = task;
    ready++;
  }

  /** Takes the one that ended first, or returns null. */
  TaskRun<T> take() {
    TaskRun<T> task = first;
    while (task != null && task.place() != Place.READY) {
      task = next(task);
      takenOutOfTurn--;
    }
    first = task;
    if (task == null) {
      last = null;
      return null;
    }
    first = next(task);
    if (first == null) {
      last = null;
    }
    forget(task);
    return task;
  }

  /** A handle that is kept must not keep those behind it in the queue. */
  private TaskRun<T> next(TaskRun<T> task) {
    TaskRun<T> next = task.later;
    task.later = null;
    return next;
  }

  /** Takes this one, if it is there to be taken. */
  void take(TaskRun<T> task) {
    if (task.place() != Place.READY) {
      return;
    }
    forget(task);
    if (++takenOutOfTurn > ready) {
      leaveOutTaken();
    }
  }

  private void leaveOutTaken() {
    if (takenOutOfTurn == 0) {
      return;
    }
    TaskRun<T> task = first;
    first = null;
    last = null;
    while (task != null) {
      TaskRun<T> next = next(task);
      if (task.place() == Place.READY) {
        if (last == null) {
          first = task;
        } else {
          last.later = task;
        }
        last = task;
      }
      task = next;
    }
    takenOutOfTurn = 0;
  }

  /** Takes all that have ended; goes to each but once, for its processor is another one's. */
  Taken<T> takeAll() {
    // Room for all in both: nothing can fail any more when half of them have been taken.
    Taken<T> taken = new Taken<>(new ArrayList<>(ready), new ArrayList<>(ready));
    leaveOutTaken();
    int slots = end;
    for (int slot = 0; slot < slots; slot++) {
      TaskRun<T> task = held[slot];
      if (task != null && task.place() == Place.READY) {
        if (task.hasValue()) {
          taken.values.add(task.value());
        } else {
          taken.others.add(task);
        }
        task.later = null;
        task.moveTo(Place.GONE);
        letGo(slot);
      }
    }
    ready = 0;
    first = null;
    last = null;
    return taken;
  }

  private void forget(TaskRun<T> task) {
    task.moveTo(Place.GONE);
    ready--;
    letGo(task.slot);
  }

  /** Those that run, oldest first. */
  List<TaskRun<T>> listRunning() {
    List<TaskRun<T>> tasks = new ArrayList<>(running);
    for (int i = 0; i < end; i++) {
      TaskRun<T> task = held[i];
      if (task != null && task.place() == Place.RUNNING) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  private void hold(TaskRun<T> task) {
    if (end == held.length) {
      makeRoom();
    }
    task.slot = end;
    held[end++] = task;
  }

  private void letGo(int slot) {
    held[slot] = null;
    left++;
    if (left == end) {
      left = 0;
      end = 0;
    }
  }

  private void makeRoom() {
    // To be copied once in a doubling or halving keeps the price of a task constant.
    int stay = end - left;
    TaskRun<T>[] old = held;
    if (stay > old.length / 2) {
      // Gaps and all: the tasks themselves, in use on other processors, are not touched.
      held = Arrays.copyOf(old, old.length * 2);
      return;
    }
    if (stay < old.length / 8 && old.length > SMALL) {
      held = array(old.length / 2);
    }
    int to = 0;
    for (int i = 0; i < old.length; i++) {
      TaskRun<T> task = old[i];
      if (task != null) {
        task.slot = to;
        held[to++] = task;
      }
    }
    Arrays.fill(held, to, held.length, null);
    end = to;
    left = 0;
  }
}
