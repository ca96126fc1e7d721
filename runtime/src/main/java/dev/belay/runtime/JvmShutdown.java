package dev.belay.runtime;

import java.util.concurrent.Callable;

/** Work that the JVM does before it ends. */
final class JvmShutdown {

  private JvmShutdown() {}

  static Registration register(String name, Callable<?> work) {
    Links home = new Links();
    Callback callback =
        new Callback(
            home,
            () -> {
              try {
                work.call();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (Exception e) {
                throw new IllegalStateException("shutdown of '" + name + "'", e);
              }
            });
    home.add(callback);
    Thread hook =
        new Thread(
            () -> {
              if (home.pop() != null) {
                callback.run(Hooks.DEFAULT);
              }
            },
            "belay-shutdown-" + name);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // Nobody would run it: the work ends with the JVM.
      callback.unregister();
    }
    return new Hook(callback, hook);
  }

  private record Hook(Callback callback, Thread thread) implements Registration {

    @Override
    public boolean unregister() {
      boolean removed = callback.unregister();
      if (removed) {
        try {
          Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException ending) {
          // The hook will find that there is nothing to do.
          return true;
        }
      }
      return removed;
    }

    @Override
    public void close() {
      if (!unregister()) {
        callback.close();
      }
    }
  }
}
