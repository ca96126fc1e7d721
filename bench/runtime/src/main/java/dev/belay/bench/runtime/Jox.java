package dev.belay.bench.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The scopes of jox, on JDK 25 with its preview; called through handles, as the JDK's own are. */
final class Jox {

  private static final MethodHandle SUPERVISED;
  private static final MethodHandle FORK;
  private static final MethodHandle JOIN;
  private static final MethodHandle FORK_ALL;
  private static final Class<?> SCOPED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> scope = Class.forName("com.softwaremill.jox.structured.Scope");
      Class<?> fork = Class.forName("com.softwaremill.jox.structured.Fork");
      SCOPED = Class.forName("com.softwaremill.jox.structured.Scoped");
      SUPERVISED =
          lookup
              .findStatic(
                  Class.forName("com.softwaremill.jox.structured.Scopes"),
                  "supervised",
                  MethodType.methodType(Object.class, SCOPED))
              .asType(MethodType.genericMethodType(1));
      FORK =
          lookup
              .findVirtual(scope, "fork", MethodType.methodType(fork, Callable.class))
              .asType(MethodType.methodType(Object.class, Object.class, Callable.class));
      JOIN =
          lookup
              .findVirtual(fork, "join", MethodType.methodType(Object.class))
              .asType(MethodType.genericMethodType(1));
      FORK_ALL =
          MethodHandles.lookup()
              .findStatic(
                  Jox.class,
                  "forkAll",
                  MethodType.methodType(Object.class, int.class, Callable.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Jox() {}

  /** What jox is to run: forks so many and has their results. To be made once, it is slow. */
  static Object forkAll(int tasks, Callable<?> body) {
    return MethodHandleProxies.asInterfaceInstance(
        SCOPED, MethodHandles.insertArguments(FORK_ALL, 0, tasks, body));
  }

  private static Object forkAll(int tasks, Callable<?> body, Object scope) throws Throwable {
    List<Object> forks = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      forks.add((Object) FORK.invokeExact(scope, body));
    }
    List<Object> results = new ArrayList<>(tasks);
    for (Object fork : forks) {
      results.add((Object) JOIN.invokeExact(fork));
    }
    return results;
  }

  static Object supervised(Object scoped) throws Throwable {
    return (Object) SUPERVISED.invokeExact(scoped);
  }
}
