"""Documents of the web, XHTML or HTML, as their readers see them: for whoever reads editions back.

It shares no code with what writes them: `elements` steps through a document, `passages` tells what
stands in it, `lists` reads its navigation, `facts` puts together what all of them say.
"""
