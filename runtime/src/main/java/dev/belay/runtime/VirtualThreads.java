package dev.belay.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * What JDK 21 added, looked up once: virtual threads (JEP 444) and the executor that groups the
 * threads of a scope in the JSON thread dump. The only class that knows which JDK it runs on.
 */
final class VirtualThreads {

  /** {@code (String, Runnable) -> Thread}, or null before JDK 21. */
  private static final MethodHandle UNSTARTED;

  /** {@code (String) -> ThreadFactory}, or null before JDK 21. */
  private static final MethodHandle FACTORY;

  /** {@code (ThreadFactory) -> ExecutorService}, or null before JDK 21. */
  private static final MethodHandle PER_TASK_EXECUTOR;

  static {
    MethodHandle unstarted = null;
    MethodHandle factory = null;
    MethodHandle perTaskExecutor = null;
    if (Runtime.version().feature() >= 21) {
      try {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
        MethodHandle create =
            lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
        MethodHandle name =
            lookup.findVirtual(ofVirtual, "name", MethodType.methodType(ofVirtual, String.class));
        MethodHandle build =
            lookup.findVirtual(
                builder, "unstarted", MethodType.methodType(Thread.class, Runnable.class));
        MethodHandle makeFactory =
            lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
        // (String) -> OfVirtual, then (OfVirtual, Runnable) -> Thread; or, to make many threads of
        // one name, (OfVirtual) -> ThreadFactory
        MethodHandle named = MethodHandles.foldArguments(name, create);
        unstarted =
            MethodHandles.collectArguments(
                build.asType(MethodType.methodType(Thread.class, ofVirtual, Runnable.class)),
                0,
                named);
        factory =
            MethodHandles.filterReturnValue(
                named, makeFactory.asType(MethodType.methodType(ThreadFactory.class, ofVirtual)));
        perTaskExecutor =
            lookup.findStatic(
                Executors.class,
                "newThreadPerTaskExecutor",
                MethodType.methodType(ExecutorService.class, ThreadFactory.class));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
    UNSTARTED = unstarted;
    FACTORY = factory;
    PER_TASK_EXECUTOR = perTaskExecutor;
  }

  private VirtualThreads() {}

  static boolean available() {
    return UNSTARTED != null;
  }

  /** A thread that is not started: virtual where the JDK has them, else a daemon. */
  static Thread orPlatform(String name, Runnable body) {
    if (!available()) {
      Thread thread = new Thread(body, name);
      thread.setDaemon(true);
      return thread;
    }
    try {
      return (Thread) UNSTARTED.invokeExact(name, body);
    } catch (Throwable failure) {
      throw unchecked(failure);
    }
  }

  /**
   * Makes virtual threads of one name, which takes less than to make them one by one. Only where
   * {@link #available()}.
   */
  static ThreadFactory factory(String name) {
    try {
      return (ThreadFactory) FACTORY.invokeExact(name);
    } catch (Throwable failure) {
      throw unchecked(failure);
    }
  }

  /** Only where {@link #available()}. */
  static ExecutorService perTaskExecutor(ThreadFactory factory) {
    try {
      return (ExecutorService) PER_TASK_EXECUTOR.invokeExact(factory);
    } catch (Throwable failure) {
      throw unchecked(failure);
    }
  }

  /** The looked-up methods declare no checked exception, so none can arrive here. */
  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException known) {
      return known;
    }
    return new IllegalStateException(failure);
  }
}
