package dev.belay.linter.facts;

import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.index.SourceFacts;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.source.Nodes;
import dev.belay.linter.source.SourceText;
import java.util.List;

/**
 * What can be told of one file, each question answered once. Belongs to the thread that checks the
 * file and is dropped with its tree.
 */
public final class FileFacts {

  private final Nodes nodes;
  private final SourceText source;
  private final Types types;
  private final Catalogue catalogue;
  private final Tasks tasks;
  private final Interrupts interrupts;
  private final StaleReads staleReads;
  private final Loops loops;
  private final InterruptHandlers handlers;
  private final Uses uses;
  private final Observations observations;
  private final Handles handles;
  private final Failures failures;
  private final Executors executors;
  private final UnawaitedTasks unawaitedTasks;
  private final Threads threads;
  private final Scopes scopes;
  private final Tokens tokens;
  private final Clearings clearings;
  private final AsyncWork asyncWork;

  /**
   * Facts of a file.
   *
   * @param unit its tree
   * @param source its text
   * @param declared facts of its types, as {@link SourceFacts#of} gives them
   * @param index facts of the whole project and of its libraries
   * @param catalogue what is known of task APIs
   * @param namesakes those in the file
   */
  public FileFacts(
      CompilationUnit unit,
      SourceText source,
      List<TypeFacts> declared,
      TypeIndex index,
      Catalogue catalogue,
      Namesakes namesakes) {
    this.nodes = Nodes.of(unit);
    this.source = source;
    this.types = new Types(nodes, source, declared, index);
    this.catalogue = catalogue;
    this.tasks = new Tasks(nodes, types, catalogue);
    this.uses = new Uses(types);
    this.observations = new Observations(nodes, types, catalogue, uses);
    this.interrupts = new Interrupts(types, catalogue, namesakes, new Keepers(types, observations));
    this.staleReads = new StaleReads(nodes, types, tasks, interrupts);
    StopFlags stopFlags = new StopFlags(nodes, types, interrupts);
    this.loops = new Loops(types, catalogue, tasks, interrupts, stopFlags);
    this.asyncWork = new AsyncWork(nodes, types, catalogue);
    this.handlers = new InterruptHandlers(types, catalogue, tasks, interrupts, loops);
    this.clearings = new Clearings(types, catalogue, tasks, interrupts, stopFlags, handlers);
    this.handles = new Handles(types, catalogue, namesakes, tasks, uses, observations);
    this.failures = new Failures(types, catalogue, uses, observations, handles);
    this.executors = new Executors(types, catalogue, namesakes, uses, observations);
    this.unawaitedTasks = new UnawaitedTasks(types, catalogue, executors);
    this.threads = new Threads(types, catalogue, namesakes, loops, uses, observations);
    this.scopes = new Scopes(types, catalogue, uses, observations);
    this.tokens = new Tokens(types, catalogue);
  }

  /** The file's tree. */
  public CompilationUnit unit() {
    return nodes.unit();
  }

  /** All nodes of the file's tree. */
  public Nodes nodes() {
    return nodes;
  }

  /** The file's text. */
  public SourceText source() {
    return source;
  }

  /** Types of expressions and what calls resolve to. */
  public Types types() {
    return types;
  }

  /** What is known of task APIs. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** Which code runs as a task. */
  public Tasks tasks() {
    return tasks;
  }

  /** Which handlers an interrupt reaches, and what calls do to the interrupt status. */
  public Interrupts interrupts() {
    return interrupts;
  }

  /** Which loops may never see a flag set. */
  public StaleReads staleReads() {
    return staleReads;
  }

  /** Whether loops can end. */
  public Loops loops() {
    return loops;
  }

  /** What becomes of an interrupt behind its handler. */
  public InterruptHandlers handlers() {
    return handlers;
  }

  /** Where values go. */
  public Uses uses() {
    return uses;
  }

  /** Whether what variables keep is observed. */
  public Observations observations() {
    return observations;
  }

  /** Which calls give handles of tasks. */
  public Handles handles() {
    return handles;
  }

  /** Who owns executors. */
  public Executors executors() {
    return executors;
  }

  /** Which tasks are handed to executors that nobody waits for. */
  public UnawaitedTasks unawaitedTasks() {
    return unawaitedTasks;
  }

  /** Which threads are started, and who keeps them. */
  public Threads threads() {
    return threads;
  }

  /** Which scopes are opened, and whether they are closed. */
  public Scopes scopes() {
    return scopes;
  }

  /** Which way cancellation tokens go. */
  public Tokens tokens() {
    return tokens;
  }

  /** What becomes of a status that is cleared. */
  public Clearings clearings() {
    return clearings;
  }

  /** Where the work behind a future starts. */
  public AsyncWork asyncWork() {
    return asyncWork;
  }

  /** Whether failures of tasks can be seen. */
  public Failures failures() {
    return failures;
  }
}
