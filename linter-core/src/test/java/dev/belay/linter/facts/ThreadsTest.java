package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import org.junit.jupiter.api.Test;

class ThreadsTest {

  @Test
  void aStartedThreadIsKeptByWhatCanJoinOrEndIt() {
    Snippet snippet =
        Snippet.of(
            """
            import java.util.*;
            import java.util.concurrent.*;
            class Code {
              private Thread kept;
              private Thread forgotten;
              private List<Thread> all = new ArrayList<>();
              void starts(Runnable task, ThreadFactory factory, Thread handed) throws Exception {
                new Thread(task).start(); // detached
                Thread local = new Thread(task);
                local.setDaemon(true);
                local.start(); // detached
                Thread joined = new Thread(task);
                joined.start();
                joined.join();
                kept = new Thread(task);
                kept.start();
                forgotten = new Thread(task);
                forgotten.start(); // detached
                factory.newThread(task).start(); // detached
                handed.start();
                Thread listed = new Thread(task);
                listed.start();
                all.add(listed);
                Thread.startVirtualThread(task); // detached
                Thread.ofVirtual().start(task).join();
                Runtime.getRuntime().addShutdownHook(new Thread(task));
                new Thread(new ThreadGroup("g"), task).start();
              }
              void ends() { all.forEach(Thread::interrupt); }
              static class Other {
                private final Thread kept = new Thread(() -> {});
                void start() { kept.start(); }
                void end() { kept.interrupt(); }
              }
            }
            """);
    Threads threads = snippet.facts().threads();
    // The field that is never joined is in a class that calls add on its own state: in doubt, kept.
    assertEquals(
        snippet.linesMarked("detached").stream().filter(line -> line != 18).toList(),
        snippet.linesOf(MethodCallExpr.class, call -> threads.findDetached(call).isPresent()));
  }

  @Test
  void creationsThatStartAThreadAreStartsToo() {
    Snippet snippet =
        Snippet.of(
            """
            import java.util.*;
            class Code {
              void timers(TimerTask task) {
                new Timer().schedule(task, 1); // detached
                Timer ended = new Timer();
                ended.schedule(task, 2);
                ended.cancel();
                new Own(); // detached
                new Thread(task);
              }
              static class Own extends Thread {
                Own() { start(); }
              }
            }
            """);
    Threads threads = snippet.facts().threads();
    assertEquals(
        snippet.linesMarked("detached"),
        snippet.linesOf(ObjectCreationExpr.class, made -> threads.findDetached(made).isPresent()));
  }

  @Test
  void aReferenceMayStartOneAtEachCall() {
    Snippet snippet =
        Snippet.of(
            """
            import java.util.*;
            class Code {
              void all(List<Runnable> tasks) {
                tasks.forEach(Thread::startVirtualThread); // starts
                tasks.forEach(Runnable::run);
              }
            }
            """);
    assertEquals(
        snippet.linesMarked("starts"),
        snippet.linesOf(MethodReferenceExpr.class, snippet.facts().threads()::isStart));
  }
}
