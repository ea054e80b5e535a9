import { createRoot } from "react-dom/client";
import { App } from "./App";
import "slack-blocks-to-jsx/dist/style.css";
import "./styles/page.css";

const root = document.getElementById("page");
if (root) createRoot(root).render(<App />);
