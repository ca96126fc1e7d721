package dev.belay.runtime;

/**
 * Tasks in the order in which they were added; a task is in one such list at most. The ledger's
 * lock guards it.
 */
final class TaskList<T> {
  private TaskRun<T> oldest;
  private TaskRun<T> newest;
  private int size;

  int size() {
    return size;
  }

  TaskRun<T> oldest() {
    return oldest;
  }

  void add(TaskRun<T> task) {
    task.older = newest;
    if (newest == null) {
      oldest = task;
    } else {
      newest.newer = task;
    }
    newest = task;
    task.home = this;
    size++;
  }

  /** Returns false if the task is not in this list. */
  boolean remove(TaskRun<T> task) {
    if (task.home != this) {
      return false;
    }
    if (task.older == null) {
      oldest = task.newer;
    } else {
      task.older.newer = task.newer;
    }
    if (task.newer == null) {
      newest = task.older;
    } else {
      task.newer.older = task.older;
    }
    task.older = null;
    task.newer = null;
    task.home = null;
    size--;
    return true;
  }

  /** Removes the oldest, or returns null. */
  TaskRun<T> poll() {
    TaskRun<T> task = oldest;
    if (task != null) {
      remove(task);
    }
    return task;
  }
}
