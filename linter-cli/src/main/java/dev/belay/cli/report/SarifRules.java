package dev.belay.cli.report;

import de.jcup.sarif_2_1_0.model.MultiformatMessageString;
import de.jcup.sarif_2_1_0.model.PropertyBag;
import de.jcup.sarif_2_1_0.model.ReportingConfiguration;
import de.jcup.sarif_2_1_0.model.ReportingDescriptor;
import dev.belay.cli.page.PlainPage;
import dev.belay.cli.page.RuleBook;
import dev.belay.linter.rule.RuleInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Rules as SARIF describes them: code scanning shows title, sentence and page beside each alert.
 */
final class SarifRules {

  private SarifRules() {}

  static ReportingDescriptor descriptor(RuleInfo rule, RuleBook book) {
    Optional<PlainPage> page = book.plainPage(rule.id());
    ReportingDescriptor descriptor = new ReportingDescriptor();
    descriptor.setId(rule.id());
    descriptor.setName(pascal(rule.id()));
    descriptor.setShortDescription(text(rule.title()));
    descriptor.setFullDescription(
        text(page.map(PlainPage::sentence).orElseGet(() -> SarifResults.sentence(rule.title()))));
    MultiformatMessageString help = text(page.map(PlainPage::text).orElse(rule.title()));
    page.ifPresent(it -> help.setMarkdown(it.markdown()));
    descriptor.setHelp(help);
    ReportingConfiguration configuration = new ReportingConfiguration();
    configuration.setLevel(SarifReport.level(rule.level()));
    descriptor.setDefaultConfiguration(configuration);
    descriptor.setProperties(properties(rule));
    return descriptor;
  }

  private static PropertyBag properties(RuleInfo rule) {
    PropertyBag properties = new PropertyBag();
    properties.setTags(new LinkedHashSet<>(List.of("concurrency", rule.family().word())));
    // The rules are built to be silent on the unknown; the corpus benchmark holds them to it.
    properties.setAdditionalProperty("precision", "high");
    properties.setAdditionalProperty(
        "problem.severity",
        switch (rule.level()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case NOTE, OFF -> "recommendation";
        });
    return properties;
  }

  private static MultiformatMessageString text(String text) {
    MultiformatMessageString message = new MultiformatMessageString();
    message.setText(text);
    return message;
  }

  private static String pascal(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-")) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.toString();
  }
}
