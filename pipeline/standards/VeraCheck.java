/*
 * Judges PDF files by veraPDF: java -cp JAR:FOLDER VeraCheck FLAVOUR... -- FILE...
 *
 * A flavour is what veraPDF calls one: ua1, ua2, 1a, 1b, 2a, 2b, 2u, 3a, 3b, 3u, 4, 4f, 4e.
 * For every file and flavour one line is printed, fields parted by tabs:
 *
 *     RESULT  file  flavour  compliant  number-of-checks
 *     FINDING file  flavour  clause  test  times  rule  message  place
 *
 * FINDING lines follow their RESULT. Exit code: 0 all compliant, 1 some not, 2 trouble.
 */

import java.io.File;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorConfig;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public final class VeraCheck {
    /** A profile with fewer rules than this was not read as it should be. */
    private static final int FEWEST_RULES = 50;

    private static final Map<PDFAFlavour, ValidationProfile> PROFILES =
            new EnumMap<>(PDFAFlavour.class);

    private VeraCheck() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        int split = Arrays.asList(arguments).indexOf("--");
        if (split < 1 || split == arguments.length - 1) {
            System.err.println("usage: VeraCheck FLAVOUR... -- FILE...");
            System.exit(2);
        }
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String name : Arrays.copyOf(arguments, split)) {
            flavours.add(flavour(name));
        }
        VeraGreenfieldFoundryProvider.initialise();
        boolean compliant = true;
        for (String file : Arrays.copyOfRange(arguments, split + 1, arguments.length)) {
            for (PDFAFlavour flavour : flavours) {
                compliant &= isCompliant(file, flavour);
            }
        }
        System.exit(compliant ? 0 : 1);
    }

    private static PDFAFlavour flavour(String name) {
        for (PDFAFlavour flavour : PDFAFlavour.values()) {
            if (flavour.getId().equalsIgnoreCase(name)) {
                return flavour;
            }
        }
        throw new IllegalArgumentException(
                "unknown flavour " + name + "; known: " + PDFAFlavour.getFlavourIds());
    }

    private static boolean isCompliant(String file, PDFAFlavour flavour) throws Exception {
        ValidatorConfig config = new ValidatorConfigBuilder()
                .flavour(flavour).recordPasses(false).maxFails(0).showErrorMessages(true)
                .isLogsEnabled(false).maxNumberOfDisplayedFailedChecks(1).showProgress(false)
                .build();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(config, profile(flavour))) {
            ValidationResult result = validator.validate(parser);
            print("RESULT", file, flavour.getId(), result.isCompliant(),
                    result.getTotalAssertions());
            printFindings(file, result, validator.getProfile());
            return result.isCompliant();
        }
    }

    private static void printFindings(
            String file, ValidationResult result, ValidationProfile profile) {
        Map<RuleId, TestAssertion> examples = new HashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                examples.putIfAbsent(assertion.getRuleId(), assertion);
            }
        }
        Map<RuleId, Integer> failures = result.getFailedChecks();
        for (Rule rule : profile.getRules()) {
            RuleId id = rule.getRuleId();
            if (failures.containsKey(id)) {
                TestAssertion example = examples.get(id);
                print("FINDING", file, profile.getPDFAFlavour().getId(), id.getClause(),
                        id.getTestNumber(), failures.get(id), rule.getDescription(),
                        example == null ? "" : example.getErrorMessage(),
                        example == null || example.getLocation() == null
                                ? "" : example.getLocation().getContext());
            }
        }
    }

    private static void print(Object... fields) {
        List<String> cleaned = new ArrayList<>();
        for (Object field : fields) {
            cleaned.add(String.valueOf(field).replaceAll("\\s+", " "));
        }
        System.out.println(String.join("\t", cleaned));
    }

    /*
     * veraPDF reads its own profiles by JAXB, of which the jar carries no implementation: its
     * directory of profiles comes out empty. Here the same XML is read from the jar by DOM.
     */

    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        ValidationProfile known = PROFILES.get(flavour);
        if (known != null) {
            return known;
        }
        String name = profileName(flavour);
        Element root = document(name).getDocumentElement();
        SortedSet<Rule> rules = new TreeSet<>(
                Comparator.comparing((Rule rule) -> rule.getRuleId().getSpecification())
                        .thenComparing(rule -> rule.getRuleId().getClause())
                        .thenComparing(rule -> rule.getRuleId().getTestNumber()));
        for (Element element : elements(root, "rule")) {
            rules.add(rule(element));
        }
        if (rules.size() < FEWEST_RULES) {
            throw new IllegalStateException("only " + rules.size() + " rules in " + name);
        }
        SortedSet<Variable> variables = new TreeSet<>(
                Comparator.comparing(Variable::getName).thenComparing(Variable::getObject));
        for (Element element : elements(root, "variable")) {
            variables.add(Profiles.variableFromValues(
                    element.getAttribute("name"), element.getAttribute("object"),
                    text(element, "defaultValue"), text(element, "value")));
        }
        ValidationProfile profile = Profiles.profileFromSortedValues(
                flavour, Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)),
                "", rules, variables);
        PROFILES.put(flavour, profile);
        return profile;
    }

    /** PDFA_2_A is described in PDFA-2A.xml, PDFUA_1 in PDFUA-1.xml. */
    private static String profileName(PDFAFlavour flavour) {
        String name = flavour.name().toUpperCase(Locale.ROOT);
        if (name.equals("PDFUA_2")) {
            return "PDFUA-2-ISO32005";
        }
        return name.startsWith("PDFA_")
                ? "PDFA-" + name.substring(5).replace("_", "") : name.replace("_", "-");
    }

    private static Document document(String name) throws Exception {
        String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = VeraCheck.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new FileNotFoundException("no " + path + " in the jar");
            }
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
    }

    private static Rule rule(Element element) {
        Element id = elements(element, "id").get(0);
        RuleId ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : elements(element, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
        }
        Boolean deferred = element.hasAttribute("deferred")
                ? Boolean.valueOf(element.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
                ruleId, element.getAttribute("object"), deferred, element.getAttribute("tags"),
                text(element, "description"), text(element, "test"),
                Profiles.errorFromValues(text(element, "message"), arguments), new ArrayList<>());
    }

    private static List<Element> elements(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> found = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            found.add((Element) nodes.item(index));
        }
        return found;
    }

    private static String text(Element parent, String tag) {
        List<Element> found = elements(parent, tag);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
