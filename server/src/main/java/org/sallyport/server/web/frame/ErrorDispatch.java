package org.sallyport.server.web.frame;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.HttpRequestHandler;

/// Where the container sends what somebody ended with a bare status, so that it looks like the other pages.
final class ErrorDispatch implements HttpRequestHandler {
    static final String PATH = "/error";

    private final ErrorPages errorPages;

    ErrorDispatch(ErrorPages errorPages) {
        this.errorPages = errorPages;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var fault = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? Fault.ofStatus(status)
                : Fault.MISSING;
        errorPages.show(request, response, fault);
    }
}
