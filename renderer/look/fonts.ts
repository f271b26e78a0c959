/** The two typefaces, shipped with the app (both under the Open Font License). */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/newsreader/opsz.css';
