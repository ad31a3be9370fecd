package org.sallyport.server.notify;

import java.io.StringWriter;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// A letter as HTML. Built as a tree and written by a serialiser, so that no text can become markup.
final class Html {
    private static final String PAGE = "margin:0;padding:32px 16px;background:#f5f6f4;color:#1d2420;"
            + "font:16px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif";
    private static final String SHEET =
            "max-width:32em;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #dfe3de;border-radius:12px";
    private static final String CODE =
            "margin:24px 0;font:600 30px/1.2 ui-monospace,'DejaVu Sans Mono',monospace;letter-spacing:.15em";
    private static final String LINK = "color:#1f5d43;font-weight:600";
    private static final String FOOT = "margin:32px 0 0;font-size:13px;color:#5b655f";

    private final Document document;

    private Html(Document document) {
        this.document = document;
    }

    static String of(Letter letter, String organisation) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var html = new Html(factory.newDocumentBuilder().newDocument());
            html.write(letter, organisation);
            return serialise(html.document);
        } catch (ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException("the JDK writes HTML", e);
        }
    }

    private void write(Letter letter, String organisation) {
        var root = document.createElement("html");
        root.setAttribute("lang", letter.language().toLanguageTag());
        document.appendChild(root);
        var head = child(root, "head");
        child(head, "title").setTextContent(letter.subject());
        var body = child(root, "body");
        body.setAttribute("style", PAGE);
        var sheet = child(body, "div");
        sheet.setAttribute("style", SHEET);
        for (var part : letter.parts()) {
            var paragraph = child(sheet, "p");
            switch (part) {
                case Letter.Part.Sentence(var text) -> paragraph.setTextContent(text);
                case Letter.Part.Code(var text) -> {
                    paragraph.setAttribute("style", CODE);
                    paragraph.setTextContent(text);
                }
                case Letter.Part.Event(var when, var text) -> {
                    var moment = child(paragraph, "strong");
                    moment.setTextContent(when);
                    child(paragraph, "br");
                    paragraph.appendChild(document.createTextNode(text));
                }
                case Letter.Part.Link(var text, var to) -> {
                    var anchor = child(paragraph, "a");
                    anchor.setAttribute("href", to.toString());
                    anchor.setAttribute("style", LINK);
                    anchor.setTextContent(text);
                }
            }
        }
        var foot = child(sheet, "p");
        foot.setAttribute("style", FOOT);
        foot.setTextContent(organisation);
    }

    private Element child(Element parent, String name) {
        var element = document.createElement(name);
        parent.appendChild(element);
        return element;
    }

    private static String serialise(Document document) throws TransformerException {
        var transformer = TransformerFactory.newDefaultInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.METHOD, "html");
        transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
        transformer.setOutputProperty(OutputKeys.INDENT, "no");
        var text = new StringWriter();
        transformer.transform(new DOMSource(document), new StreamResult(text));
        return text.toString();
    }
}
