package dev.belay.bench.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** What newer JDKs offer, called through handles so that one source is built for all. */
final class JdkThreads {

  static final boolean VIRTUAL = Runtime.version().feature() >= 21;

  private static final MethodHandle START_VIRTUAL;
  private static final MethodHandle PER_TASK;
  private static final MethodHandle SCOPE_OPEN;
  private static final MethodHandle SCOPE_FORK;
  private static final MethodHandle SCOPE_JOIN;

  static {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    MethodHandle start = null;
    MethodHandle perTask = null;
    MethodHandle open = null;
    MethodHandle fork = null;
    MethodHandle join = null;
    try {
      if (VIRTUAL) {
        start =
            lookup.findStatic(
                Thread.class,
                "startVirtualThread",
                MethodType.methodType(Thread.class, Runnable.class));
        perTask =
            lookup.findStatic(
                Executors.class,
                "newVirtualThreadPerTaskExecutor",
                MethodType.methodType(ExecutorService.class));
      }
      if (Runtime.version().feature() == 25) {
        Class<?> scope = Class.forName("java.util.concurrent.StructuredTaskScope");
        Class<?> subtask = Class.forName("java.util.concurrent.StructuredTaskScope$Subtask");
        open =
            lookup
                .findStatic(scope, "open", MethodType.methodType(scope))
                .asType(MethodType.methodType(AutoCloseable.class));
        fork =
            lookup
                .findVirtual(scope, "fork", MethodType.methodType(subtask, Callable.class))
                .asType(MethodType.methodType(Supplier.class, AutoCloseable.class, Callable.class));
        join =
            lookup
                .findVirtual(scope, "join", MethodType.methodType(Object.class))
                .asType(MethodType.methodType(void.class, AutoCloseable.class));
      }
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
    START_VIRTUAL = start;
    PER_TASK = perTask;
    SCOPE_OPEN = open;
    SCOPE_FORK = fork;
    SCOPE_JOIN = join;
  }

  private JdkThreads() {}

  /** A started thread, of the kind that the runtime uses on this JDK. */
  static Thread start(Runnable body) throws Throwable {
    if (VIRTUAL) {
      return (Thread) START_VIRTUAL.invokeExact(body);
    }
    Thread thread = new Thread(body);
    thread.start();
    return thread;
  }

  /** An executor with a thread for each task, or the nearest thing before JDK 21. */
  static ExecutorService perTask() throws Throwable {
    return VIRTUAL ? (ExecutorService) PER_TASK.invokeExact() : Executors.newCachedThreadPool();
  }

  /** The JDK's own scope; 25 with preview only. */
  static AutoCloseable openScope() throws Throwable {
    if (SCOPE_OPEN == null) {
      throw new UnsupportedOperationException("no StructuredTaskScope of JDK 25 here");
    }
    return (AutoCloseable) SCOPE_OPEN.invokeExact();
  }

  /** Forks in the JDK's own scope; what is returned has the result after the join. */
  static Supplier<?> fork(AutoCloseable scope, Callable<?> body) throws Throwable {
    return (Supplier<?>) SCOPE_FORK.invokeExact(scope, body);
  }

  static void join(AutoCloseable scope) throws Throwable {
    SCOPE_JOIN.invokeExact(scope);
  }
}
