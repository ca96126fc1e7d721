package dev.belay.linter.rule;

import com.github.javaparser.ast.Node;
import dev.belay.linter.source.Location;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A finding while its rule still writes it: place and message are there, the rest is added by
 * chaining. The engine turns it into a {@link Finding}. Not for use by several threads.
 */
public final class FindingDraft {

  private final SourceText source;
  private final Node node;
  private final SourceRange range;
  private final String message;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Fix> fixes = new ArrayList<>();
  private Severity severity;
  private String help;
  private Refusal refusal;

  FindingDraft(SourceText source, Node node, SourceRange range, String message) {
    this.source = source;
    this.node = node;
    this.range = range;
    this.message = message;
  }

  /** Adds a step of evidence at a node of the same file. */
  public FindingDraft because(Node at, String text) {
    return because(source.locationOf(at), text);
  }

  /** Adds a step of evidence, perhaps in another file. */
  public FindingDraft because(Location at, String text) {
    evidence.add(new Evidence(at, text));
    return this;
  }

  /** Says what to do, in one line. */
  public FindingDraft help(String line) {
    this.help = line;
    return this;
  }

  /** Offers a fix, after those already offered. */
  public FindingDraft fix(Fix fix) {
    fixes.add(fix);
    return this;
  }

  /** Says in one line why there is no fix; the first reason given stands. */
  public FindingDraft refuse(String reason) {
    return mend(new Refusal(reason));
  }

  /** Offers a fix, or says why there is none. */
  public FindingDraft mend(Remedy remedy) {
    if (remedy instanceof Fix fix) {
      return fix(fix);
    }
    refusal = refusal == null ? (Refusal) remedy : refusal;
    return this;
  }

  /** Raises or caps the rule's own level, within what its page says. */
  public FindingDraft severity(Severity level) {
    this.severity = level;
    return this;
  }

  /** The node the finding is about; its enclosing method and its text make the fingerprint. */
  public Node node() {
    return node;
  }

  /** The place that is shown. */
  public SourceRange range() {
    return range;
  }

  /** What is wrong here. */
  public String message() {
    return message;
  }

  /** In the order of the path; may be empty. */
  public List<Evidence> evidence() {
    return List.copyOf(evidence);
  }

  /** Best first; may be empty. */
  public List<Fix> fixes() {
    return List.copyOf(fixes);
  }

  /** Present where the rule says why it offers no fix, and offers none. */
  public Optional<Refusal> refusal() {
    return fixes.isEmpty() ? Optional.ofNullable(refusal) : Optional.empty();
  }

  /** Present where the rule departs from its level. */
  public Optional<Severity> severity() {
    return Optional.ofNullable(severity);
  }

  /** Present where the rule says what to do. */
  public Optional<String> help() {
    return Optional.ofNullable(help);
  }
}
