package dev.belay.bench.runtime.races;

import dev.belay.runtime.Options;
import dev.belay.runtime.TaskScope;

/** Scopes whose tasks an actor runs itself: starting threads would drown the race. */
final class Inline {

  /** Runs on the actor that is to be the task's thread. */
  private Runnable task;

  /** A thread in place of the one that the task is to have. */
  Thread hold(Runnable body) {
    task = body;
    return new Thread(() -> {});
  }

  Options options(Options options) {
    return options.shared().isolate().threads(this::hold);
  }

  /** A scope without an owner. */
  static <T> TaskScope<T> open(Inline inline) {
    return TaskScope.open("race", inline::options);
  }

  void runTask() {
    task.run();
  }
}
