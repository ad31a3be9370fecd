package org.sallyport.server.web.admin.server;

import java.time.InstantSource;
import org.sallyport.core.account.Permission;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// Which servers ask, through which listener, and when each was last heard of; and how one is set up to ask.
@Controller
@RequestMapping("/admin/servers")
class ServerPages {
    static final String PATH = "/admin/servers";

    private final ListenerFinder listeners;
    private final Services.Servers servers;
    private final SnippetFinder snippets;
    private final InstantSource clock;

    ServerPages(ListenerFinder listeners, Services.Servers servers, SnippetFinder snippets, InstantSource clock) {
        this.listeners = listeners;
        this.servers = servers;
        this.snippets = snippets;
        this.clock = clock;
    }

    @Needs(Permission.SERVERS_SEE)
    @GetMapping
    ModelAndView list() {
        return Page.of("admin/servers")
                .with("listeners", listeners.on())
                .with("off", listeners.off())
                .with("doveadm", servers.listeners().verify().doveadm())
                .with("since", servers.notes().since())
                .with("now", clock.instant())
                .show();
    }

    @Needs(Permission.SERVERS_SEE)
    @GetMapping("/set-up")
    ModelAndView setUp() {
        return Page.of("admin/servers-set-up").with("snippets", snippets.all()).show();
    }
}
