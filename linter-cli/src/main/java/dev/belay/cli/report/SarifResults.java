package dev.belay.cli.report;

import de.jcup.sarif_2_1_0.model.ArtifactChange;
import de.jcup.sarif_2_1_0.model.ArtifactContent;
import de.jcup.sarif_2_1_0.model.ArtifactLocation;
import de.jcup.sarif_2_1_0.model.CodeFlow;
import de.jcup.sarif_2_1_0.model.Fix;
import de.jcup.sarif_2_1_0.model.Location;
import de.jcup.sarif_2_1_0.model.LogicalLocation;
import de.jcup.sarif_2_1_0.model.Message;
import de.jcup.sarif_2_1_0.model.PartialFingerprints;
import de.jcup.sarif_2_1_0.model.PhysicalLocation;
import de.jcup.sarif_2_1_0.model.PropertyBag;
import de.jcup.sarif_2_1_0.model.Region;
import de.jcup.sarif_2_1_0.model.Replacement;
import de.jcup.sarif_2_1_0.model.Result;
import de.jcup.sarif_2_1_0.model.Suppression;
import de.jcup.sarif_2_1_0.model.ThreadFlow;
import de.jcup.sarif_2_1_0.model.ThreadFlowLocation;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.Evidence;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Findings as SARIF results: places, evidence that the message links to, fixes, fingerprints. */
final class SarifResults {

  static final String BASE = "%SRCROOT%";

  private final Layout layout;
  private final List<String> ruleIds;
  private final Sources sources;

  /**
   * Results of one run.
   *
   * @param ruleIds in the order of the run's rules
   */
  SarifResults(Layout layout, List<String> ruleIds, Sources sources) {
    this.layout = layout;
    this.ruleIds = ruleIds;
    this.sources = sources;
  }

  Result of(Results.Silenced silenced) {
    Suppression suppression = new Suppression();
    suppression.setKind(
        switch (silenced.by()) {
          case COMMENT_OR_ANNOTATION -> Suppression.Kind.IN_SOURCE;
          case BASELINE -> Suppression.Kind.EXTERNAL;
        });
    if (!silenced.reason().isEmpty()) {
      suppression.setJustification(silenced.reason());
    }
    Result result = of(silenced.finding());
    result.setSuppressions(Set.of(suppression));
    return result;
  }

  Result of(Finding finding) {
    Result result = new Result();
    result.setRuleId(finding.ruleId());
    result.setRuleIndex(ruleIds.indexOf(finding.ruleId()));
    result.setLevel(Result.Level.fromValue(SarifReport.level(finding.severity()).value()));
    result.setMessage(message(finding));
    Location location = location(layout, finding.at().path(), region(finding.at()));
    LogicalLocation enclosing = new LogicalLocation();
    enclosing.setFullyQualifiedName(finding.enclosing());
    location.setLogicalLocations(Set.of(enclosing));
    result.setLocations(List.of(location));
    if (!finding.evidence().isEmpty()) {
      result.setRelatedLocations(related(finding));
      result.setCodeFlows(List.of(flow(finding)));
    }
    result.setPartialFingerprints(fingerprints(finding));
    result.setFixes(fixes(finding));
    finding.refusal().ifPresent(refusal -> result.setProperties(noting(refusal)));
    return result;
  }

  /** What is wrong, the evidence as links to the related locations, then what to do. */
  private static Message message(Finding finding) {
    StringBuilder text = new StringBuilder(escaped(finding.message()));
    for (int i = 0; i < finding.evidence().size(); i++) {
      text.append(i == 0 ? ": " : "; ")
          .append('[')
          .append(escaped(finding.evidence().get(i).text()))
          .append("](")
          .append(i + 1)
          .append(')');
    }
    StringBuilder sentences = new StringBuilder(sentence(text.toString()));
    finding.help().ifPresent(help -> sentences.append(' ').append(sentence(escaped(help))));
    Message message = new Message();
    message.setText(sentences.toString());
    return message;
  }

  private Set<Location> related(Finding finding) {
    Set<Location> related = new LinkedHashSet<>();
    int id = 1;
    for (Evidence step : finding.evidence()) {
      Location location = step(step.at(), step.text());
      location.setId(id++);
      related.add(location);
    }
    return related;
  }

  private CodeFlow flow(Finding finding) {
    List<ThreadFlowLocation> steps = new ArrayList<>();
    for (Evidence step : finding.evidence()) {
      steps.add(flowStep(step.at(), step.text()));
    }
    steps.add(flowStep(finding.at(), finding.message()));
    ThreadFlow thread = new ThreadFlow();
    thread.setLocations(steps);
    CodeFlow flow = new CodeFlow();
    flow.setThreadFlows(List.of(thread));
    return flow;
  }

  private ThreadFlowLocation flowStep(dev.belay.linter.source.Location at, String text) {
    ThreadFlowLocation step = new ThreadFlowLocation();
    step.setLocation(step(at, text));
    return step;
  }

  private Location step(dev.belay.linter.source.Location at, String text) {
    Location location = location(layout, at.path(), region(at));
    location.setMessage(new Message());
    location.getMessage().setText(sentence(escaped(text)));
    return location;
  }

  private PartialFingerprints fingerprints(Finding finding) {
    PartialFingerprints fingerprints = new PartialFingerprints();
    sources
        .lineHash(finding.at().path(), finding.at().startLine())
        .ifPresent(hash -> fingerprints.setAdditionalProperty("primaryLocationLineHash", hash));
    fingerprints.setAdditionalProperty("belayStructure/v1", finding.fingerprint());
    return fingerprints;
  }

  private Set<Fix> fixes(Finding finding) {
    if (finding.fixes().isEmpty()) {
      return Set.of();
    }
    Set<Fix> fixes = new LinkedHashSet<>();
    sources
        .find(finding.at().path())
        .ifPresent(text -> finding.fixes().forEach(fix -> fixes.add(fix(fix, text))));
    return fixes;
  }

  private static PropertyBag noting(Refusal refusal) {
    PropertyBag properties = new PropertyBag();
    properties.setAdditionalProperty("noFixBecause", refusal.reason());
    return properties;
  }

  private Fix fix(dev.belay.linter.rule.Fix fix, SourceText text) {
    List<Replacement> replacements = new ArrayList<>();
    for (Edit edit : fix.edits()) {
      Replacement replacement = new Replacement();
      replacement.setDeletedRegion(region(text.locationOf(edit.range())));
      replacement.setInsertedContent(new ArtifactContent());
      replacement.getInsertedContent().setText(edit.replacement());
      replacements.add(replacement);
    }
    ArtifactChange change = new ArtifactChange();
    change.setArtifactLocation(artifact(layout, text.path()));
    change.setReplacements(replacements);
    Fix sarif = new Fix();
    sarif.setDescription(new Message());
    sarif.getDescription().setText(sentence(fix.title()));
    sarif.setArtifactChanges(Set.of(change));
    return sarif;
  }

  /** A place by path; {@code region} may be null for the whole file. */
  static Location location(Layout layout, String path, Region region) {
    PhysicalLocation physical = new PhysicalLocation();
    physical.setArtifactLocation(artifact(layout, path));
    physical.setRegion(region);
    Location location = new Location();
    location.setPhysicalLocation(physical);
    return location;
  }

  private static ArtifactLocation artifact(Layout layout, String path) {
    ArtifactLocation artifact = new ArtifactLocation();
    artifact.setUri(encoded(layout.inRepository(path)));
    artifact.setUriBaseId(BASE);
    return artifact;
  }

  /** All four numbers, the end exclusive, as {@code columnKind} says. */
  private static Region region(dev.belay.linter.source.Location at) {
    Region region = new Region();
    region.setStartLine(at.startLine());
    region.setStartColumn(at.startColumn());
    region.setEndLine(at.endLine());
    region.setEndColumn(at.endColumn());
    return region;
  }

  /** First letter large, full stop at the end, as viewers show messages. */
  static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    String rest = text.substring(Character.charCount(first));
    String stop = text.endsWith(".") || text.endsWith("?") || text.endsWith("!") ? "" : ".";
    // A word that goes on in capitals or dots is code: `executor.submit`, not a sentence's start.
    boolean word = rest.isEmpty() || rest.matches("(?s)[\\p{Ll}']*([ ,:;-].*)?");
    return (word ? Character.toString(Character.toTitleCase(first)) : Character.toString(first))
        + rest
        + stop;
  }

  /** Brackets would make a link of what is none (SARIF 3.11.6). */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
  }

  /** RFC 3986: everything but unreserved characters and the slash, byte by byte of its UTF-8. */
  static String encoded(String path) {
    StringBuilder uri = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || "-._~/".indexOf(c) >= 0;
      uri.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return uri.toString();
  }
}
