package dev.belay.linter.rule;

import com.github.javaparser.ast.Node;
import dev.belay.linter.facts.AsyncWork;
import dev.belay.linter.facts.Clearings;
import dev.belay.linter.facts.FileFacts;
import dev.belay.linter.facts.InterruptHandlers;
import dev.belay.linter.facts.Interrupts;
import dev.belay.linter.facts.Loops;
import dev.belay.linter.facts.StaleReads;
import dev.belay.linter.facts.Tasks;
import dev.belay.linter.facts.Types;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a rule may ask while one file is checked, and where it reports. Lives as long as the walk
 * over that file and belongs to its thread.
 */
public final class RuleContext {

  private final SourceText source;
  private final FileFacts facts;
  private final Supplier<SourceLevel> level;
  private final List<FindingDraft> drafts = new ArrayList<>();

  /**
   * A context for one rule and one file.
   *
   * @param level asked for only where a fix depends on it, for a build file may have to be read
   */
  public RuleContext(SourceText source, FileFacts facts, Supplier<SourceLevel> level) {
    this.source = source;
    this.facts = facts;
    this.level = level;
  }

  /** The file's text and lines. */
  public SourceText source() {
    return source;
  }

  /** What has been told about the file so far, each question answered once. */
  public FileFacts facts() {
    return facts;
  }

  /** The version of Java that a fix may write. */
  public SourceLevel sourceLevel() {
    return level.get();
  }

  /** Starts a fix of this file. */
  public FixDraft fix() {
    return new FixDraft(facts.nodes(), source);
  }

  /** Types of expressions and what calls resolve to. */
  public Types types() {
    return facts.types();
  }

  /** Which code runs as a task. */
  public Tasks tasks() {
    return facts.tasks();
  }

  /** Which handlers an interrupt reaches, and what calls do to the interrupt status. */
  public Interrupts interrupts() {
    return facts.interrupts();
  }

  /** Whether loops can end. */
  public Loops loops() {
    return facts.loops();
  }

  /** What becomes of an interrupt behind its handler. */
  public InterruptHandlers handlers() {
    return facts.handlers();
  }

  /** Which loops may never see a flag set. */
  public StaleReads staleReads() {
    return facts.staleReads();
  }

  /** What becomes of an interrupt status that is cleared. */
  public Clearings clearings() {
    return facts.clearings();
  }

  /** Where the work behind a future starts. */
  public AsyncWork asyncWork() {
    return facts.asyncWork();
  }

  /** Reports at the whole of a node. */
  public FindingDraft report(Node node, String message) {
    return report(node, source.rangeOf(node), message);
  }

  /**
   * Reports at a part of a node.
   *
   * @param node what the finding is about
   * @param range the tight place to show
   */
  public FindingDraft report(Node node, SourceRange range, String message) {
    FindingDraft draft = new FindingDraft(source, node, range, message);
    drafts.add(draft);
    return draft;
  }

  /** What was reported so far, in the order of reporting. */
  public List<FindingDraft> drafts() {
    return List.copyOf(drafts);
  }
}
