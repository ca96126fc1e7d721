package dev.belay.runtime;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A token in its tree: its state, and the walk that cancels it and all below it. */
final class TokenNode extends Link implements CancellationToken {

  private static final VarHandle CANCELLATION;
  private static final VarHandle CHILDREN;
  private static final VarHandle CALLBACKS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CANCELLATION = lookup.findVarHandle(TokenNode.class, "cancellation", Cancellation.class);
      CHILDREN = lookup.findVarHandle(TokenNode.class, "children", Links.class);
      CALLBACKS = lookup.findVarHandle(TokenNode.class, "callbacks", Links.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Hooks hooks;

  /** Null until the first is added, for most tokens have none. Set once: links remember no home. */
  private volatile Links children;

  private volatile Links callbacks;

  /** Null for a root and for a child of several. */
  private final TokenNode parent;

  /** The links to several parents, or null; written before the node is handed out. */
  private ParentLink[] parentLinks;

  /** Null while live. */
  private volatile Cancellation cancellation;

  /** Next in the walk of the one thread that cancelled this node. */
  private TokenNode nextInWalk;

  private TokenNode(Hooks hooks, TokenNode parent) {
    this.hooks = hooks;
    this.parent = parent;
  }

  /** Stands for a child in the list of one of its several parents. */
  private static final class ParentLink extends Link {
    final TokenNode parent;
    final TokenNode child;

    ParentLink(TokenNode parent, TokenNode child) {
      this.parent = parent;
      this.child = child;
    }
  }

  static TokenNode root(Hooks hooks) {
    return new TokenNode(hooks, null);
  }

  TokenNode newChild(Hooks childHooks) {
    TokenNode child = new TokenNode(childHooks, this);
    if (!list(CHILDREN).add(child)) {
      // Nobody else has it, so that nothing is there to be told.
      child.bornCancelled(cancellation);
    }
    return child;
  }

  TokenNode newChild() {
    return newChild(hooks);
  }

  static TokenNode anyOf(CancellationToken... parents) {
    if (parents.length == 0) {
      throw new IllegalArgumentException("no parents");
    }
    TokenNode[] nodes = new TokenNode[parents.length];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = (TokenNode) Objects.requireNonNull(parents[i], "parent");
    }
    TokenNode child = new TokenNode(nodes[0].hooks, null);
    for (TokenNode node : nodes) {
      Cancellation why = node.cancellation;
      if (why != null) {
        child.bornCancelled(why);
        return child;
      }
    }
    ParentLink[] links = new ParentLink[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      links[i] = new ParentLink(nodes[i], child);
    }
    child.parentLinks = links;
    for (ParentLink link : links) {
      if (!link.parent.list(CHILDREN).add(link)) {
        child.cancel(link.parent.reasonOrNull());
        break;
      }
    }
    if (child.isCancelled()) {
      // Cancelled while it was being linked: its canceller may have unlinked too early.
      child.leaveParents();
    }
    return child;
  }

  private void bornCancelled(Cancellation why) {
    cancellation = why;
    children = Links.SEALED;
    callbacks = Links.SEALED;
  }

  Hooks hooks() {
    return hooks;
  }

  /**
   * Cancels this token and all below it, then runs their callbacks.
   *
   * @return whether this call was the one that cancelled it
   */
  boolean cancel(Object why) {
    if (!mark(why)) {
      return false;
    }
    runCallbacks();
    return true;
  }

  /**
   * Cancels the whole tree without calling anybody, so that a callback sees every token below in
   * its final state; also what another thread is about to cancel.
   *
   * @return whether this call was the one that cancelled it; then it must run the callbacks
   */
  boolean mark(Object why) {
    Cancellation mine = new Cancellation(why);
    if (!CANCELLATION.compareAndSet(this, null, mine)) {
      cancellation.awaitWhole();
      return false;
    }
    try {
      walk(mine);
    } finally {
      mine.walked();
    }
    mine.awaitWhole();
    // Not before: who cancels a parent meanwhile must find here what he has to wait for.
    for (TokenNode node = this; node != null; node = node.nextInWalk) {
      node.leaveParents();
    }
    return true;
  }

  /** A loop, because the tree may be deeper than the stack. */
  private void walk(Cancellation mine) {
    TokenNode last = this;
    for (TokenNode node = this; node != null; node = node.nextInWalk) {
      Links below = node.seal(CHILDREN);
      Link link;
      while ((link = below.pop()) != null) {
        TokenNode child = link instanceof ParentLink several ? several.child : (TokenNode) link;
        if (CANCELLATION.compareAndSet(child, null, mine)) {
          last.nextInWalk = child;
          last = child;
        } else if (child.cancellation != mine) {
          mine.meet(child.cancellation);
        }
      }
      node.seal(CALLBACKS);
    }
  }

  /** Runs the callbacks of all nodes that {@link #mark} reached, parents before children. */
  void runCallbacks() {
    TokenNode node = this;
    while (node != null) {
      Link link;
      while ((link = node.callbacks.pop()) != null) {
        ((Callback) link).run(node.hooks);
      }
      TokenNode next = node.nextInWalk;
      // A held token must not keep the rest of the walk from the collector.
      node.nextInWalk = null;
      node = next;
    }
  }

  /** Takes this node out of the lists of its parents. Calling it again does nothing. */
  void leaveParents() {
    if (parent != null) {
      parent.list(CHILDREN).remove(this);
    }
    ParentLink[] links = parentLinks;
    if (links != null) {
      for (ParentLink link : links) {
        link.parent.list(CHILDREN).remove(link);
      }
    }
  }

  private Links list(VarHandle which) {
    Links links = (Links) which.getVolatile(this);
    if (links != null) {
      return links;
    }
    Links created = new Links();
    Links other = (Links) which.compareAndExchange(this, null, created);
    return other == null ? created : other;
  }

  /** Nothing can be added to the list after this; returns it. */
  private Links seal(VarHandle which) {
    Links links = (Links) which.compareAndExchange(this, null, Links.SEALED);
    if (links == null) {
      return Links.SEALED;
    }
    links.seal();
    return links;
  }

  boolean hasNoChildren() {
    return children == null || children.isEmpty();
  }

  /** Whether nothing hangs on this token; for tests of leaks. */
  boolean hasNoLinks() {
    return hasNoChildren() && (callbacks == null || callbacks.isEmpty());
  }

  /** The reason, or null. */
  Object reasonOrNull() {
    Cancellation why = cancellation;
    return why == null ? null : why.reason;
  }

  @Override
  public boolean isCancelled() {
    return cancellation != null;
  }

  @Override
  public Optional<Object> reason() {
    return Optional.ofNullable(reasonOrNull());
  }

  @Override
  public void throwIfCancelled() {
    Object why = reasonOrNull();
    if (why != null) {
      throw new CancelledException(why);
    }
  }

  @Override
  public Registration onCancel(Runnable callback) {
    Objects.requireNonNull(callback, "callback");
    Links home = list(CALLBACKS);
    Callback registration = new Callback(home, callback);
    if (!home.add(registration)) {
      registration.run(hooks);
    }
    return registration;
  }

  @Override
  public boolean sleep(Duration time) throws InterruptedException {
    return TokenWaits.sleep(this, time);
  }

  @Override
  public <R> Outcome<R> runUntilCancelled(Callable<? extends R> body) throws InterruptedException {
    return TokenWaits.runUntilCancelled(this, body);
  }

  @Override
  public <E> Optional<E> take(BlockingQueue<? extends E> queue) throws InterruptedException {
    return TokenWaits.take(this, queue);
  }

  @Override
  public Optional<Socket> accept(ServerSocket socket) throws IOException {
    return TokenWaits.accept(this, socket);
  }

  @Override
  public CancellationSource child() {
    return new CancellationSource(newChild());
  }

  @Override
  public CompletableFuture<Object> future() {
    CompletableFuture<Object> view = new CompletableFuture<>();
    Registration registration = onCancel(() -> view.complete(reasonOrNull()));
    view.whenComplete((why, failure) -> registration.unregister());
    return view;
  }

  @Override
  public String toString() {
    Object why = reasonOrNull();
    return why == null ? "token, live" : "token, cancelled: " + why;
  }
}
