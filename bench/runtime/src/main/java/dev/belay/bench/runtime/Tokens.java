package dev.belay.bench.runtime;

import dev.belay.runtime.CancellationSource;
import dev.belay.runtime.CancellationToken;
import io.grpc.Context;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Looking at a token, and the coming and going of a child; one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class Tokens {

  private final CancellationSource source = CancellationSource.create();
  private final CancellationToken token = source.token();
  private final Context.CancellableContext context = Context.ROOT.withCancellation();
  private volatile Object cell;

  @Benchmark
  public boolean readBelay() {
    return token.isCancelled();
  }

  @Benchmark
  public boolean readVolatile() {
    return cell != null;
  }

  @Benchmark
  public boolean readGrpcContext() {
    return context.isCancelled();
  }

  @Benchmark
  public Object childBelay() {
    CancellationSource child = token.child();
    child.close();
    return child;
  }

  /** The least that a child can cost: an object in a doubly linked list under a lock. */
  @Benchmark
  public Object childBareNode() {
    Node node = new Node();
    synchronized (lock) {
      node.older = newest;
      if (newest != null) {
        newest.newer = node;
      }
      newest = node;
    }
    synchronized (lock) {
      if (node.newer == null) {
        newest = node.older;
      } else {
        node.newer.older = node.older;
      }
      if (node.older != null) {
        node.older.newer = node.newer;
      }
    }
    return node;
  }

  @Benchmark
  public Object childGrpcContext() {
    Context.CancellableContext child = context.withCancellation();
    child.cancel(null);
    return child;
  }

  private final Object lock = new Object();
  private Node newest;

  private static final class Node {
    Node older;
    Node newer;
  }
}
