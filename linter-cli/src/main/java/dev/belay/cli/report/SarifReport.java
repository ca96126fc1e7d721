package dev.belay.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import de.jcup.sarif_2_1_0.model.ArtifactLocation;
import de.jcup.sarif_2_1_0.model.Invocation;
import de.jcup.sarif_2_1_0.model.Message;
import de.jcup.sarif_2_1_0.model.Notification;
import de.jcup.sarif_2_1_0.model.OriginalUriBaseIds;
import de.jcup.sarif_2_1_0.model.Region;
import de.jcup.sarif_2_1_0.model.ReportingConfiguration;
import de.jcup.sarif_2_1_0.model.ReportingDescriptorReference;
import de.jcup.sarif_2_1_0.model.Result;
import de.jcup.sarif_2_1_0.model.Run;
import de.jcup.sarif_2_1_0.model.RunAutomationDetails;
import de.jcup.sarif_2_1_0.model.SarifSchema210;
import de.jcup.sarif_2_1_0.model.Tool;
import de.jcup.sarif_2_1_0.model.ToolComponent;
import dev.belay.cli.page.RuleBook;
import dev.belay.linter.rule.Finding;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.AbstractList;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * SARIF 2.1.0 as code scanning takes it: one run, all rules that ran, results even when there are
 * none, because an upload without {@code results} is refused and an empty one closes old alerts.
 */
final class SarifReport implements ReportWriter {

  /** Code scanning takes this many results of a run and drops the rest unseen. */
  static final int MOST_RESULTS = 25_000;

  private static final URI SCHEMA =
      URI.create(
          "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");

  private final Layout layout;
  private final RuleBook book;

  SarifReport(Layout layout, RuleBook book) {
    this.layout = layout;
    this.book = book;
  }

  @Override
  public void write(Results results, Sources sources, Writer out) throws IOException {
    try (JsonGenerator json = Json.indented(out)) {
      new SarifJson(json).write(log(results, sources));
    }
    out.append('\n');
  }

  /** The model of the whole report; its results are made as they are read. */
  SarifSchema210 log(Results results, Sources sources) {
    SarifSchema210 log = new SarifSchema210();
    log.set$schema(SCHEMA);
    log.setVersion(SarifSchema210.Version._2_1_0);
    log.setRuns(List.of(run(results, sources)));
    return log;
  }

  private Run run(Results results, Sources sources) {
    List<Finding> told = worst(results.findings());
    List<String> ruleIds = results.rules().stream().map(rule -> rule.id()).toList();
    SarifResults each = new SarifResults(layout, ruleIds, sources);

    Run run = new Run();
    run.setTool(tool(results));
    run.setInvocations(List.of(invocation(results, told.size())));
    run.setOriginalUriBaseIds(bases());
    run.setColumnKind(Run.ColumnKind.UTF_16_CODE_UNITS);
    run.setAutomationDetails(new RunAutomationDetails());
    run.getAutomationDetails()
        .setId(layout.category().map(category -> "belay/" + category + "/").orElse("belay/"));
    run.setResults(
        new AbstractList<>() {
          // Made one by one as they are written: 25,000 of them at once would fill a small heap.
          @Override
          public Result get(int index) {
            return index < told.size()
                ? each.of(told.get(index))
                : each.of(results.silenced().get(index - told.size()));
          }

          @Override
          public int size() {
            return told.size() + results.silenced().size();
          }
        });
    return run;
  }

  /** All findings, or the worst of too many; in the order of the report. */
  private static List<Finding> worst(List<Finding> findings) {
    if (findings.size() <= MOST_RESULTS) {
      return findings;
    }
    return findings.stream()
        .sorted(Comparator.comparing(Finding::severity).reversed())
        .limit(MOST_RESULTS)
        .sorted()
        .toList();
  }

  private Tool tool(Results results) {
    ToolComponent driver = new ToolComponent();
    driver.setName("Belay");
    driver.setVersion(layout.version());
    driver.setSemanticVersion(layout.version());
    driver.setRules(
        eachOnce(results.rules().stream().map(rule -> SarifRules.descriptor(rule, book)).toList()));
    Tool tool = new Tool();
    tool.setDriver(driver);
    return tool;
  }

  /** As the model wants them, and not hashed for it with all the text of their pages. */
  private static <T> Set<T> eachOnce(List<T> different) {
    return new AbstractSet<>() {
      @Override
      public Iterator<T> iterator() {
        return different.iterator();
      }

      @Override
      public int size() {
        return different.size();
      }
    };
  }

  private Invocation invocation(Results results, int told) {
    List<Notification> notifications = new ArrayList<>();
    results.notices().forEach(notice -> notifications.add(notification(notice)));
    int untold = results.findings().size() - told;
    if (untold > 0) {
      notifications.add(
          notification(
              Notification.Level.WARNING,
              untold + " findings more than the " + MOST_RESULTS + " worst, which are listed."));
    }
    Invocation invocation = new Invocation();
    invocation.setExecutionSuccessful(results.complete());
    invocation.setToolExecutionNotifications(notifications);
    return invocation;
  }

  private Notification notification(Notice notice) {
    Notification notification =
        notification(
            notice.harmless() ? Notification.Level.WARNING : Notification.Level.ERROR,
            SarifResults.sentence(notice.text()));
    notice
        .path()
        .ifPresent(
            path ->
                notification.setLocations(
                    Set.of(SarifResults.location(layout, path, region(notice)))));
    notice
        .ruleId()
        .ifPresent(
            id -> {
              ReportingDescriptorReference rule = new ReportingDescriptorReference();
              rule.setId(id);
              notification.setAssociatedRule(rule);
            });
    return notification;
  }

  private static Region region(Notice notice) {
    if (notice.line() == 0) {
      return null;
    }
    Region region = new Region();
    region.setStartLine(notice.line());
    if (notice.column() > 0) {
      region.setStartColumn(notice.column());
    }
    return region;
  }

  private static Notification notification(Notification.Level level, String text) {
    Notification notification = new Notification();
    notification.setLevel(level);
    notification.setMessage(new Message());
    notification.getMessage().setText(text);
    return notification;
  }

  /** No absolute address: the report is the same wherever it is made. */
  private static OriginalUriBaseIds bases() {
    ArtifactLocation root = new ArtifactLocation();
    root.setDescription(new Message());
    root.getDescription().setText("The root of the repository.");
    OriginalUriBaseIds bases = new OriginalUriBaseIds();
    bases.setAdditionalProperty(SarifResults.BASE, root);
    return bases;
  }

  static ReportingConfiguration.Level level(dev.belay.linter.rule.Severity severity) {
    return switch (severity) {
      case ERROR -> ReportingConfiguration.Level.ERROR;
      case WARNING -> ReportingConfiguration.Level.WARNING;
      case NOTE -> ReportingConfiguration.Level.NOTE;
      case OFF -> ReportingConfiguration.Level.NONE;
    };
  }
}
