package dev.belay.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The HTML report in a browser: its filters by keyboard, both colour schemes, without a network and
 * without its script. {@code -Dbelay.rewrite=docs} takes the docs' screenshot anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HtmlReportTest {

  private static final Path SCREENSHOT = Places.REPOSITORY.resolve("docs/report.png");

  private ChromeDriver browser;
  private Path report;

  @BeforeAll
  void open() {
    report = Places.emptied("html").resolve("report.html");
    Places.belay(Places.REPOSITORY, "check", "--output", "html=" + report, "testdata/demo")
        .endedWith(1);

    ChromeOptions options = new ChromeOptions().setBinary(Places.program("chromium").toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // root has none
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--force-color-profile=srgb",
        "--hide-scrollbars",
        "--user-data-dir=" + Places.emptied("browser"));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    // Named, so that nothing is looked for, or brought, from elsewhere.
    System.setProperty(
        ChromeDriverService.CHROME_DRIVER_EXE_PROPERTY, Places.program("chromedriver").toString());
    browser = new ChromeDriver(options);
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  @BeforeEach
  void load() {
    command("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    scheme("light");
    size(1100, 1000);
    browser.get(report.toUri().toString());
  }

  @Test
  void nothingIsAskedOfTheNetwork() throws IOException {
    List<String> asked = new ArrayList<>();
    for (var entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = new ObjectMapper().readTree(entry.getMessage()).path("message");
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        asked.add(message.at("/params/request/url").asText());
      }
    }
    assertTrue(asked.contains(report.toUri().toString()), asked::toString);
    // The browser's own page, before ours, is a part of its program; data: carries what it names.
    asked.removeIf(url -> url.startsWith("chrome:") || url.startsWith("data:"));
    asked.removeIf(report.toUri().toString()::equals);
    assertEquals(List.of(), asked);
    assertEquals(List.of(), browser.manage().logs().get(LogType.BROWSER).getAll());
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void nothingKeepsAnybodyOut(String scheme) {
    scheme(scheme);
    browser
        .findElements(By.cssSelector("details"))
        .forEach(page -> browser.executeScript("arguments[0].open = true", page));
    Results results = new AxeBuilder().analyze(browser);
    assertTrue(results.getPasses().size() > 10, () -> results.getPasses().toString());
    assertEquals(List.of(), results.getViolations().stream().map(HtmlReportTest::words).toList());
  }

  private static String words(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes();
  }

  @Test
  void bothSchemesAreDrawn() {
    String light = background();
    scheme("dark");
    String dark = background();
    assertEquals("rgba(251, 250, 248, 1)", light);
    assertEquals("rgba(22, 24, 27, 1)", dark);
  }

  @Test
  void filtersNarrowItDown() {
    int all = articles();
    assertTrue(all > 5);
    assertEquals(all + " of " + all + " shown", shown());

    field("Rule").sendKeys("detached-thread");
    int ofOneRule = articles();
    assertTrue(ofOneRule > 0 && ofOneRule < all);
    assertEquals(ofOneRule + " of " + all + " shown", shown());

    field("Path contains").sendKeys("no such path");
    assertEquals("0 of " + all + " shown", shown());
    assertEquals(0, visible("section.file"));

    field("Show all").click();
    // The form is emptied after the click has been heard.
    browser.executeAsyncScript("setTimeout(arguments[arguments.length - 1])");
    assertEquals(all + " of " + all + " shown", shown());

    field("Severity").sendKeys("warning");
    assertTrue(articles() > 0 && articles() < all);
  }

  /** Every control can be reached by Tab, shows that it has been, has a name, and does its work. */
  @Test
  void theKeyboardIsEnough() {
    List<WebElement> controls =
        browser.findElements(By.cssSelector("a[href], button, input, select, summary")).stream()
            .filter(WebElement::isDisplayed)
            .toList();
    assertTrue(controls.size() > 10);
    for (WebElement control : controls) {
      WebElement reached = next();
      assertEquals(words(control), words(reached), "the order of the page");
      assertEquals(control, reached);
      assertFalse(control.getAccessibleName().isBlank(), () -> control.getAttribute("outerHTML"));
      assertNotEquals("none", control.getCssValue("outline-style"), control.getTagName());
    }

    WebElement folder = browser.findElement(By.cssSelector(".clusters button"));
    focus(folder);
    new Actions(browser).sendKeys(Keys.ENTER).perform();
    assertEquals("true", folder.getAttribute("aria-pressed"));
    int inFolder = articles();
    new Actions(browser).sendKeys(Keys.SPACE).perform();
    assertEquals("false", folder.getAttribute("aria-pressed"));
    assertTrue(inFolder > 0 && inFolder <= articles());

    WebElement link = browser.findElement(By.cssSelector("article h4 a"));
    WebElement page = browser.findElement(By.id(link.getDomAttribute("href").substring(1)));
    assertEquals(null, page.getDomAttribute("open"));
    focus(link);
    new Actions(browser).sendKeys(Keys.ENTER).perform();
    assertNotEquals(null, page.getDomAttribute("open"), "the rule's page opens");
  }

  @Test
  void withoutItsScriptItIsWhole() {
    int all = articles();
    command("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    browser.navigate().refresh();
    assertEquals(all, articles());
    assertEquals(0, visible("#filter"), "a form that does nothing is not shown");
  }

  @Test
  void aNarrowWindowNeedsNoScrollingAcross() {
    size(360, 800);
    browser.navigate().refresh();
    assertEquals(
        true,
        browser.executeScript("return document.scrollingElement.scrollWidth <= innerWidth"),
        () ->
            "wider than 360: "
                + browser.executeScript("return document.scrollingElement.scrollWidth"));
  }

  @Test
  void thePictureInTheDocs() throws IOException {
    Path taken = browser.getScreenshotAs(OutputType.FILE).toPath();
    if ("docs".equals(System.getProperty("belay.rewrite"))) {
      Files.copy(taken, SCREENSHOT, StandardCopyOption.REPLACE_EXISTING);
    }
    // Fonts differ between machines: what is compared is that it shows a page of this size, not its
    // pixels.
    var now = javax.imageio.ImageIO.read(taken.toFile());
    var stored = javax.imageio.ImageIO.read(SCREENSHOT.toFile());
    assertEquals(now.getWidth(), stored.getWidth());
    assertEquals(now.getHeight(), stored.getHeight());
    assertTrue(Files.size(SCREENSHOT) > 20_000 && Files.size(SCREENSHOT) < 400_000);
  }

  /** What Tab leads to; past text that is wider than its box, which it leads to for scrolling. */
  private WebElement next() {
    WebElement reached;
    do {
      new Actions(browser).sendKeys(Keys.TAB).perform();
      reached = browser.switchTo().activeElement();
    } while (reached.getTagName().equals("pre"));
    return reached;
  }

  private static String words(WebElement element) {
    return element.getTagName() + " " + element.getAccessibleName();
  }

  private WebElement field(String name) {
    return browser.findElements(By.cssSelector("form input, form select, form button")).stream()
        .filter(field -> field.getAccessibleName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no field is called " + name));
  }

  private void focus(WebElement element) {
    browser.executeScript("arguments[0].focus()", element);
  }

  private int articles() {
    return visible("article");
  }

  private int visible(String selector) {
    return (int)
        browser.findElements(By.cssSelector(selector)).stream()
            .filter(WebElement::isDisplayed)
            .count();
  }

  private String shown() {
    return browser.findElement(By.id("shown")).getText();
  }

  private String background() {
    return browser.findElement(By.tagName("body")).getCssValue("background-color");
  }

  private void scheme(String name) {
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
  }

  private void size(int width, int height) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  private void command(String name, Map<String, Object> parameters) {
    browser.executeCdpCommand(name, parameters);
  }
}
